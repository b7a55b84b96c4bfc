export type RouteKey = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /v1/${string}`;

/** Which calls may reach the function: the stage, the method, and the path with any text for its parameters. */
export function callPath(routeKey: RouteKey): string {
  const [method = '', path = ''] = routeKey.split(' ');
  return `$default/${method}${path.replaceAll(/\{[^}]+\}/g, '*')}`;
}
