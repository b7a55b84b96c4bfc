import { notImplemented, S3Error } from './s3-error.ts';

type Headers = Readonly<Record<string, string>>;

const keptHeaders = ['content-type', 'cache-control', 'content-disposition', 'content-encoding', 'content-language', 'expires', 'x-amz-storage-class', 'x-amz-object-lock-mode', 'x-amz-object-lock-retain-until-date'];
const encryptionHeaders = [
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-bucket-key-enabled',
];
const encryptionAlgorithms = new Set(['AES256', 'aws:kms', 'aws:kms:dsse']);
const ownersAcls = new Set(['private', 'bucket-owner-full-control']);
const unknownHere = /^x-amz-(tagging|object-lock-legal-hold|website-redirect|grant-|write-offset|server-side-encryption-customer)/;
const maxUserMetadataBytes = 2 * 1024;

/** Headers to keep with a new object, from request headers or form fields. Throws NotImplemented for what this S3 cannot honour. */
export function readObjectHeaders(given: Headers): Record<string, string> {
  const unknown = Object.keys(given).find((name) => unknownHere.test(name));
  if (unknown !== undefined) throw notImplemented(unknown);
  const acl = given['x-amz-acl'] ?? given['acl'];
  if (acl !== undefined && !ownersAcls.has(acl)) throw new S3Error('AccessControlListNotSupported', 'The bucket does not allow ACLs');
  const kept: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const name of keptHeaders) if (given[name] && given[name] !== 'STANDARD') kept[name] = given[name];
  const contentEncoding = withoutAwsChunked(kept['content-encoding']);
  delete kept['content-encoding'];
  if (contentEncoding) kept['content-encoding'] = contentEncoding;
  return { ...kept, ...readUserMetadata(given), ...readEncryption(given) };
}

/** The encryption label to store; what is not asked for is AES256, as in S3. */
export function readEncryption(given: Headers): Record<string, string> {
  const algorithm = given['x-amz-server-side-encryption'] ?? 'AES256';
  if (!encryptionAlgorithms.has(algorithm)) {
    throw new S3Error('InvalidEncryptionAlgorithmError', 'The Encryption request you specified is not valid. Supported values: AES256/aws:kms/aws:kms:dsse.');
  }
  return { ...encryptionOf(given), 'x-amz-server-side-encryption': algorithm };
}

/** The encryption headers S3 echoes in the answer to a write. */
export function encryptionOf(headers: Headers): Record<string, string> {
  return Object.fromEntries(encryptionHeaders.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])));
}

/** What a copy takes over: neither the encryption label nor the lock of its source. */
export function withoutEncryption(headers: Headers): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !encryptionHeaders.includes(name) && !name.startsWith('x-amz-object-lock-')));
}

function readUserMetadata(given: Headers): Record<string, string> {
  const metadata = Object.entries(given).filter(([name]) => name.startsWith('x-amz-meta-'));
  const sizeBytes = metadata.reduce((sum, [name, value]) => sum + Buffer.byteLength(name.slice('x-amz-meta-'.length)) + Buffer.byteLength(value), 0);
  if (sizeBytes > maxUserMetadataBytes) {
    throw new S3Error('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', {
      details: { Size: sizeBytes, MaxSizeAllowed: maxUserMetadataBytes },
    });
  }
  const unfit = metadata.find(([name]) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name));
  if (unfit) throw new S3Error('InvalidArgument', `The name ${unfit[0]} cannot be a header`, { details: { ArgumentName: unfit[0] } });
  return Object.fromEntries(metadata);
}

function withoutAwsChunked(contentEncoding: string | undefined): string {
  return (contentEncoding ?? '').split(',').map((coding) => coding.trim()).filter((coding) => coding !== 'aws-chunked').join(',');
}
