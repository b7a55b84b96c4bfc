import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Integer, Null, OctetString } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, PKIStatus, SignedData, TimeStampReq, TimeStampResp, TSTInfo } from 'pkijs';
import type { TimestampAuthority } from '#domain/documents/timestamp-authority';

export interface TimestampAccess {
  /** Where the authority answers, e.g. `https://tsa.example.gov.vn/`. */
  readonly url: string;
  /** @default 3 */
  readonly tries?: number;
  /** For one try. @default 5,000 */
  readonly timeoutMilliseconds?: number;
  /** Between tries, doubled each time. @default 200 */
  readonly pauseMilliseconds?: number;
}

const SHA_256 = '2.16.840.1.101.3.4.2.1';
/** A token is a few kilobytes; whoever sends more is no timestamp authority. */
const MAX_ANSWER_BYTES = 100_000;
const NONCE_BYTES = 8;

/** Asks an authority by HTTP as RFC 3161, §3.4 describes, and believes only an answer to this very question. */
export function createHttpTimestampAuthority({ url, tries = 3, timeoutMilliseconds = 5000, pauseMilliseconds = 200 }: TimestampAccess): TimestampAuthority {
  return {
    timestamp: async (sha256) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await askOnce(url, { sha256, timeoutMilliseconds });
        } catch (error) {
          if (attempt >= tries) throw new Error(`The timestamp authority gave no timestamp in ${String(tries)} tries`, { cause: error });
          await pause(pauseMilliseconds * 2 ** (attempt - 1));
        }
      }
    },
  };
}

/** The authority of a deployment by its environment, where `none` stands for a deployment without one. */
export function timestampAuthorityAt(url: string): TimestampAuthority | undefined {
  return url === 'none' ? undefined : createHttpTimestampAuthority({ url });
}

async function askOnce(url: string, { sha256, timeoutMilliseconds }: { readonly sha256: Uint8Array; readonly timeoutMilliseconds: number }): Promise<Uint8Array> {
  const nonce = Uint8Array.of(1, ...randomBytes(NONCE_BYTES - 1));
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({ hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA_256, algorithmParams: new Null() }), hashedMessage: new OctetString({ valueHex: Uint8Array.from(sha256).buffer }) }),
    nonce: new Integer({ valueHex: nonce.buffer }),
    certReq: true,
  });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: request.toSchema().toBER(),
    signal: AbortSignal.timeout(timeoutMilliseconds),
    redirect: 'error',
  });
  if (!response.ok) throw new Error(`The timestamp authority answered ${String(response.status)}`);
  const body = await response.arrayBuffer();
  if (body.byteLength > MAX_ANSWER_BYTES) throw new Error('The timestamp authority answered at too great a length');
  return checkedToken(body, { sha256, nonce });
}

function checkedToken(body: ArrayBuffer, { sha256, nonce }: { readonly sha256: Uint8Array; readonly nonce: Uint8Array }): Uint8Array {
  const { status, timeStampToken } = TimeStampResp.fromBER(body);
  const isGranted = status.status === PKIStatus.granted || status.status === PKIStatus.grantedWithMods;
  if (!isGranted || timeStampToken === undefined) throw new Error(`The timestamp authority refused with status ${String(status.status)}`);
  const { encapContentInfo } = new SignedData({ schema: timeStampToken.content });
  const content = encapContentInfo.eContent?.getValue();
  if (content === undefined) throw new Error('The timestamp has no content');
  const info = TSTInfo.fromBER(content);
  const isAboutThis = info.messageImprint.hashAlgorithm.algorithmId === SHA_256 && Buffer.from(sha256).equals(info.messageImprint.hashedMessage.valueBlock.valueHexView);
  const isToThis = info.nonce !== undefined && Buffer.from(nonce).equals(info.nonce.valueBlock.valueHexView);
  if (!isAboutThis || !isToThis) throw new Error('The timestamp is about something else');
  return new Uint8Array(timeStampToken.toSchema().toBER());
}
