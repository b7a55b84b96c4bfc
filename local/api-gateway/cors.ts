import type { CorsDefinition } from './http-api-definition.ts';

/** Headers a browser of another origin needs on an answer; none for an origin that is not allowed. */
export function corsHeaders(cors: CorsDefinition | undefined, origin: string | undefined): Record<string, string> {
  const allowed = allowedOrigin(cors, origin);
  if (cors === undefined || allowed === undefined) return {};
  return {
    'access-control-allow-origin': allowed,
    ...(cors.ExposeHeaders.length > 0 && { 'access-control-expose-headers': cors.ExposeHeaders.join(',') }),
    ...(cors.AllowCredentials && { 'access-control-allow-credentials': 'true' }),
  };
}

/** Headers of the answer to a preflight request, which the gateway gives by itself. */
export function preflightHeaders(cors: CorsDefinition, origin: string | undefined): Record<string, string> {
  const basic = corsHeaders(cors, origin);
  if (Object.keys(basic).length === 0) return {};
  return {
    ...basic,
    'access-control-allow-methods': cors.AllowMethods.join(','),
    ...(cors.AllowHeaders.length > 0 && { 'access-control-allow-headers': cors.AllowHeaders.join(',') }),
    ...(cors.MaxAge !== undefined && { 'access-control-max-age': String(cors.MaxAge) }),
  };
}

function allowedOrigin(cors: CorsDefinition | undefined, origin: string | undefined): string | undefined {
  if (cors === undefined || origin === undefined) return undefined;
  if (cors.AllowOrigins.includes('*')) return '*';
  const fits = cors.AllowOrigins.some((allowed) => allowed === origin || (allowed.endsWith('://*') && origin.startsWith(allowed.slice(0, -1))));
  return fits ? origin : undefined;
}
