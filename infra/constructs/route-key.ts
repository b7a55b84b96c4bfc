type ApiRoute = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /v1/${string}`;
/** Pages about the API, beside its versions; `$default` is whatever no other route knows. */
type PageRoute = 'GET /.well-known/jwks.json' | 'GET /verify' | 'GET /openapi.json' | 'GET /docs' | 'GET /docs/{file}' | 'GET /problems' | 'GET /problems/{code}' | '$default';
export type RouteKey = ApiRoute | PageRoute;

/** Which calls may reach the function: the stage, the method, and the path with any text for its parameters. */
export function callPath(routeKey: RouteKey): string {
  const [method = '', path = ''] = routeKey.split(' ');
  return `$default/${method}${path.replaceAll(/\{[^}]+\}/g, '*')}`;
}
