import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Finds the secret of an access key id; undefined when S3 has never heard of it. */
export type CredentialLookup = ReadonlyMap<string, string> | ((accessKeyId: string) => string | undefined);

export interface CredentialScope {
  readonly accessKeyId: string;
  /** YYYYMMDD, UTC. */
  readonly day: string;
  readonly region: string;
  readonly service: string;
}

/** Reads `<access key id>/<day>/<region>/s3/aws4_request`; undefined when it has another shape. */
export function readCredentialScope(text: string): CredentialScope | undefined {
  const parts = text.split('/');
  const [day, region, service, terminator] = parts.slice(-4);
  const accessKeyId = parts.slice(0, -4).join('/');
  if (accessKeyId === '' || !day || !region || !service || terminator !== 'aws4_request') return undefined;
  return { accessKeyId, day, region, service };
}

export function scopeText({ day, region, service }: CredentialScope): string {
  return `${day}/${region}/${service}/aws4_request`;
}

export function findSecret(credentials: CredentialLookup, accessKeyId: string): string | undefined {
  return typeof credentials === 'function' ? credentials(accessKeyId) : credentials.get(accessKeyId);
}

/** The AWS Signature Version 4 signing key of a secret for one day, region and service. */
export function deriveSigningKey(secret: string, { day, region, service }: CredentialScope): Buffer {
  let key = Buffer.from(`AWS4${secret}`);
  for (const part of [day, region, service, 'aws4_request']) key = createHmac('sha256', key).update(part).digest();
  return key;
}

export function signHex(signingKey: Buffer, text: string): string {
  return createHmac('sha256', signingKey).update(text).digest('hex');
}

export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Compares two signatures without telling by the time taken how much of them agrees. */
export function isSameSignature(expected: string, given: string): boolean {
  return expected.length === given.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given).subarray(0, expected.length));
}

/** `YYYYMMDDTHHMMSSZ` as epoch milliseconds; undefined when it has another shape. */
export function readAmzDate(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : at;
}
