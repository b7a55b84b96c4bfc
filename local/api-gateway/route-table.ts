import createRouter from 'find-my-way';
import type { HTTPMethod } from 'find-my-way';

import { CellError } from '../cell/cell-error.ts';
import { splitUrl } from './request-event.ts';
import type { RouteDefinition } from './http-api-definition.ts';

const everyMethod: readonly HTTPMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

export interface FoundRoute {
  readonly route: RouteDefinition;
  readonly pathParameters: Record<string, string>;
}

interface Stored {
  readonly route: RouteDefinition;
  readonly greedyName: string | undefined;
}

export interface RouteTable {
  /** The most specific route for a request; undefined leads to a 404. */
  find(method: string, url: string): FoundRoute | undefined;
}

/** Orders routes as an HTTP API does: fixed segments before `{parameters}` before `{greedy+}`, a method before ANY, then `$default`. */
export function createRouteTable(routes: readonly RouteDefinition[]): RouteTable {
  const exact = routerOf();
  const any = routerOf();
  // The router gives back the handler it was given, so that what it stands for keeps its type.
  const behind = new Map<unknown, Stored>();
  for (const route of routes.filter(({ routeKey }) => routeKey !== '$default')) {
    const [method = '', path = ''] = route.routeKey.split(' ');
    const router = method === 'ANY' ? any : exact;
    const handler = (): undefined => undefined;
    behind.set(handler, { route, greedyName: /\{(\w+)\+\}/.exec(path)?.[1] });
    router.on(method === 'ANY' ? [...everyMethod] : methodOf(method, route), pattern(path), handler);
  }
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  return {
    find: (method, url) => {
      const known = everyMethod.find((name) => name === method);
      const { path } = splitUrl(url);
      const found = known && (exact.find(known, path) ?? any.find(known, path));
      const stored = found && behind.get(found.handler);
      if (stored) return named(stored, found.params);
      return fallback && { route: fallback, pathParameters: {} };
    },
  };
}

function routerOf(): ReturnType<typeof createRouter> {
  return createRouter({ maxParamLength: 8192, caseSensitive: true });
}

function methodOf(method: string, route: RouteDefinition): HTTPMethod {
  const known = everyMethod.find((name) => name === method);
  if (known === undefined) throw new CellError(`The route key "${route.routeKey}" names no method the local API gateway knows.`);
  return known;
}

/** `/v1/{id}/{proxy+}` → `/v1/:id/*` */
function pattern(path: string): string {
  return path.replaceAll(':', '::').replace(/\{\w+\+\}/, '*').replace(/\{(\w+)\}/g, ':$1');
}

function named(store: Stored, params: Record<string, string | undefined>): FoundRoute {
  const entries = Object.entries(params).map(([name, value]): [string, string] => [name === '*' ? (store.greedyName ?? name) : name, value ?? '']);
  return { route: store.route, pathParameters: Object.fromEntries(entries) };
}
