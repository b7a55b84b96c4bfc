import type { IncomingHttpHeaders } from 'node:http';

const LOCAL_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether a request names this machine by its own name, and comes from no page of another site. A foreign page reaches 127.0.0.1
 * through the browser too, directly or by a name of its own that resolves to it; `Origin` and `Host` give it away.
 */
export function isLocalCaller({ host, origin }: IncomingHttpHeaders): boolean {
  return isLocal(`http://${host ?? ''}`) && (origin === undefined || isLocal(origin));
}

function isLocal(address: string): boolean {
  return URL.canParse(address) && LOCAL_NAMES.includes(new URL(address).hostname);
}
