import type { Bucket, CorsRule } from './bucket-table.ts';
import { S3Error } from './s3-error.ts';
import type { S3Reply } from './s3-call.ts';
import type { S3Request } from './s3-request.ts';

/** Answers a browser's preflight by the bucket's first fitting rule. Throws AccessForbidden or BadRequest. */
export function answerPreflight({ headers }: S3Request, bucket: Bucket): S3Reply {
  const origin = headers['origin'];
  const method = headers['access-control-request-method'];
  if (origin === undefined) throw new S3Error('BadRequest', 'Insufficient information. Origin request header needed.');
  if (method === undefined) throw new S3Error('BadRequest', 'Invalid Access-Control-Request-Method: null');
  const asked = lowerCased((headers['access-control-request-headers'] ?? '').split(','));
  const allowsAsked = (rule: CorsRule): boolean => asked.every((name) => matchesAny(lowerCased(rule.allowedHeaders), name));
  const rule = bucket.cors.find((candidate) => fits(candidate, origin, method) && allowsAsked(candidate));
  if (!rule) {
    throw new S3Error('AccessForbidden', 'CORSResponse: This CORS request is not allowed: no rule of the bucket fits its origin, method and headers.', {
      details: { Method: method, ResourceType: 'OBJECT' },
    });
  }
  return {
    status: 200,
    headers: {
      ...allowance(rule, origin),
      ...(asked.length > 0 ? { 'access-control-allow-headers': asked.join(', ') } : {}),
      ...(rule.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(rule.maxAgeSeconds) }),
    },
  };
}

/** Headers that let the browser's page see the answer to a plain cross-origin request; none when no rule fits. */
export function corsHeaders({ method, headers }: S3Request, bucket: Bucket | undefined): Record<string, string> {
  const origin = headers['origin'];
  if (origin === undefined || method === 'OPTIONS') return {};
  const rule = bucket?.cors.find((candidate) => fits(candidate, origin, method));
  return rule ? allowance(rule, origin) : {};
}

function allowance(rule: CorsRule, origin: string): Record<string, string> {
  return {
    ...(rule.allowedOrigins.includes('*')
      ? { 'access-control-allow-origin': '*' }
      : { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' }),
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    ...(rule.exposedHeaders.length > 0 ? { 'access-control-expose-headers': rule.exposedHeaders.join(', ') } : {}),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

function fits(rule: CorsRule, origin: string, method: string): boolean {
  return rule.allowedMethods.some((allowed) => allowed === method) && matchesAny(rule.allowedOrigins, origin);
}

/** Each pattern may hold one star. */
function matchesAny(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => {
    const [before = '', after] = pattern.split('*');
    if (after === undefined) return pattern === text;
    return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
  });
}

function lowerCased(names: readonly string[]): string[] {
  return names.map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
}
