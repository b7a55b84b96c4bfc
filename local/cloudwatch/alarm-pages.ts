import type { IncomingMessage } from 'node:http';
import { isLocalCaller } from '../servers/is-local-caller.ts';
import type { LocalPages } from '../servers/local-pages.ts';
import { alarmState } from './judge-alarm.ts';
import type { LocalCloudWatch } from './start-cloudwatch.ts';

type Shown = Pick<LocalCloudWatch, 'alarmStates' | 'metrics' | 'notifications'>;
interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const PREFIX = '/_local/';
/** Of each metric; the alarms look at more. */
const MINUTES_SHOWN = 5;

/**
 * `GET /_local/alarms` (`?state=ALARM` only those), `/_local/notifications` (newest first) and `/_local/metrics` (`?namespace=`,
 * `?name=`), for a person at this machine: without a token, but 403 for a page of another site.
 */
export function alarmPages(cloudWatch: Shown): LocalPages {
  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!pathname.startsWith(PREFIX)) return false;
    const { status, body } = answer(cloudWatch, request, { page: pathname.slice(PREFIX.length), query: searchParams });
    const allow = status === 405 ? { allow: 'GET' } : {};
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...allow });
    response.end(JSON.stringify(body, undefined, 2));
    return true;
  };
}

function answer(cloudWatch: Shown, request: IncomingMessage, { page, query }: { page: string; query: URLSearchParams }): Answer {
  if (!isLocalCaller(request.headers)) return { status: 403, body: { title: 'only for callers on this machine' } };
  if (request.method !== 'GET') return { status: 405, body: { title: 'these pages can only be read' } };
  switch (page) {
    case 'alarms':
      return alarms(cloudWatch, query.get('state'));
    case 'notifications':
      return { status: 200, body: cloudWatch.notifications() };
    case 'metrics':
      return { status: 200, body: metrics(cloudWatch, query) };
    default:
      return { status: 404, body: { title: 'GET /_local/alarms, /_local/notifications or /_local/metrics' } };
  }
}

function alarms(cloudWatch: Shown, wanted: string | null): Answer {
  const state = alarmState.nullable().safeParse(wanted);
  if (!state.success) return { status: 400, body: { title: `state is one of ${alarmState.options.join(', ')}` } };
  const found = cloudWatch.alarmStates().filter((alarm) => state.data === null || alarm.state === state.data);
  return { status: 200, body: found.map((alarm) => ({ ...alarm, description: alarm.description ?? null, lastNotification: alarm.lastNotification ?? null })) };
}

function metrics(cloudWatch: Shown, query: URLSearchParams): unknown[] {
  const [namespace, name] = [query.get('namespace'), query.get('name')];
  return cloudWatch
    .metrics()
    .filter((metric) => (namespace === null || metric.namespace === namespace) && (name === null || metric.name === name))
    .map(({ minutes, ...metric }) => ({ ...metric, lastMinutes: minutes.slice(-MINUTES_SHOWN) }));
}
