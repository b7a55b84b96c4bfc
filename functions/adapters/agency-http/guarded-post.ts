import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import { AddressRefused, guardedLookup, resolveByDns, type Resolve } from '#functions/adapters/agency-http/guarded-lookup';
import { isLoopbackAddress, isPublicAddress } from '#functions/adapters/agency-http/public-address';

export interface PostGuard {
  /** Lets messages reach this machine itself; for the local cell only. */
  readonly allowLoopback: boolean;
  /** For the whole exchange: name, connection, sending and answer. */
  readonly totalTimeoutMilliseconds: number;
  /** The rest of a longer answer is not read. */
  readonly maxAnswerBytes: number;
  /** @default the system's resolver */
  readonly resolve?: Resolve;
  /** Ends the exchange earlier, as when it is one of several that have so much time together. */
  readonly signal?: AbortSignal;
}

export interface PostMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PostAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As much of it as came in time and was not too long. */
  readonly text: string;
}

/**
 * Posts once to an address of somebody else's. The socket connects to the very address that was checked; no redirect is
 * followed, and neither a slow nor an endless answer holds us.
 * @throws AddressRefused when the name or literal leads to no address we send to; Error when there is no answer in time
 */
export async function guardedPost(url: URL, message: PostMessage, guard: PostGuard): Promise<PostAnswer> {
  const isAllowed = (address: string): boolean => isPublicAddress(address) || (guard.allowLoopback && isLoopbackAddress(address));
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  // A socket looks up names only, so that a literal address must be judged here.
  if (isIP(literal) !== 0 && !isAllowed(literal)) throw new AddressRefused();
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    lookup: guardedLookup(guard.resolve ?? resolveByDns, isAllowed),
    signal: AbortSignal.any([AbortSignal.timeout(guard.totalTimeoutMilliseconds), ...(guard.signal === undefined ? [] : [guard.signal])]),
    headers: { ...message.headers, 'content-length': Buffer.byteLength(message.body) },
  };
  const start = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = start(url, options, (response) => {
      // The status is an answer; a receiver that never ends its text changes nothing.
      request.off('error', reject).on('error', () => undefined);
      void readUpTo(response, guard.maxAnswerBytes).then((text) => {
        request.destroy();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    request.on('error', reject);
    request.end(message.body);
  });
}

async function readUpTo(response: IncomingMessage, maxBytes: number): Promise<string> {
  const read: Buffer[] = [];
  let bytes = 0;
  try {
    const chunks: AsyncIterable<Buffer> = response;
    for await (const chunk of chunks) {
      read.push(chunk);
      bytes += chunk.length;
      if (bytes > maxBytes) break;
    }
  } catch {
    // Cut off after the status was told: the status stands.
  }
  return Buffer.concat(read).subarray(0, maxBytes).toString('utf8');
}
