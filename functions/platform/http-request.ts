import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import type { Principal } from '#domain/kernel/authoriser';
import type { Temporal } from '#domain/kernel/temporal';
import { bodyProblem, queryProblem } from '#functions/platform/field-faults';
import { readFormBody } from '#functions/platform/form-body';
import { readIdempotency, type Idempotency } from '#functions/platform/idempotency';
import { readJsonBody, type BodyLimit } from '#functions/platform/json-body';
import { preferredLanguage, type Language } from '#functions/platform/language';
import { EdgeProblem } from '#functions/platform/problem';

/** `public`: nobody is asked who calls. `signed-in`: the door has verified who calls (functions/platform/door.ts). */
export type Access = 'public' | 'signed-in';

/** What a route takes; a part without a schema is not read and stays undefined. */
export interface HttpRoute<A extends Access, Write extends boolean, Body, Path, Query> {
  /** As the gateway names it: `POST /v1/dossiers/{dossierId}/acceptance`. */
  readonly route: string;
  /** Other addresses of the same. */
  readonly alsoAt?: readonly string[];
  readonly access: A;
  /** True for every write: `Idempotency-Key` is then required. */
  readonly idempotent: Write;
  readonly body?: z.ZodType<Body>;
  /** `form` where a standard asks for application/x-www-form-urlencoded. @default 'json' */
  readonly bodyFormat?: 'json' | 'form';
  /** For the few routes that take a file within their JSON. @default 256 KB, refused as payload-too-large */
  readonly bodyLimit?: BodyLimit;
  readonly path?: z.ZodType<Path>;
  readonly query?: z.ZodType<Query>;
}

/** A request whose every part has been parsed. */
export interface HttpRequest<A extends Access = Access, Write extends boolean = boolean, Body = unknown, Path = unknown, Query = unknown> {
  readonly principal: A extends 'signed-in' ? Principal : undefined;
  readonly idempotency: Write extends true ? Idempotency : undefined;
  readonly body: Body;
  readonly path: Path;
  readonly query: Query;
  /** The version the caller believes the dossier to have. */
  readonly ifMatch: number | undefined;
  readonly now: Temporal.Instant;
  readonly correlationId: string;
  readonly language: Language;
}

/** For the few who must know under which address they were called. */
export interface Addressed {
  /** What the caller calls the API by: `https://api.example`. */
  readonly origin: string;
}

/** What a use case that changes something needs of its request. */
export type WriteRequest<Body = unknown, Path = unknown> = HttpRequest<'signed-in', true, Body, Path>;
export type ReadRequest<Path = unknown, Query = unknown> = HttpRequest<'signed-in', false, unknown, Path, Query>;

/** What the door knows of a call before it is read. */
export interface Arrival extends Addressed {
  readonly principal: Principal | undefined;
  readonly now: Temporal.Instant;
}

/** @throws EdgeProblem for the first part that cannot be read, in the order caller, headers, address, body */
export function readRequest<A extends Access, Write extends boolean, Body, Path, Query>(
  route: HttpRoute<A, Write, Body, Path, Query>,
  event: APIGatewayProxyEventV2,
  arrival: Arrival,
): HttpRequest<A, Write, Body, Path, Query> & Addressed {
  const principal = principalFor(route.access, arrival.principal);
  const ifMatch = readIfMatch(header(event, 'if-match'));
  const path = parse(route.path, event.pathParameters ?? {}, () => new EdgeProblem('address-not-found'));
  const query = parse(route.query, event.queryStringParameters ?? {}, queryProblem);
  const sent = route.body === undefined ? undefined : readBody(route, event);
  const idempotency = idempotencyFor(route.idempotent, {
    key: header(event, 'idempotency-key'),
    principalId: principal?.id ?? 'public',
    route: route.route,
    method: event.requestContext.http.method,
    path: event.rawPath,
    body: sent,
  });
  const body = parse(route.body, sent, (issues) => (sent === undefined ? new EdgeProblem('body-missing') : bodyProblem(issues, sent)));
  const { now, origin } = arrival;
  return { principal, idempotency, path, query, body, ifMatch, now, correlationId: correlationIdOf(event), language: languageOf(event), origin };
}

const CORRELATION_ID = /^[A-Za-z0-9_-]{8,64}$/;

/** The caller's own id when it is a harmless word, else the gateway's. */
export function correlationIdOf(event: APIGatewayProxyEventV2): string {
  const offered = header(event, 'x-correlation-id');
  return offered !== undefined && CORRELATION_ID.test(offered) ? offered : event.requestContext.requestId;
}

export function languageOf(event: APIGatewayProxyEventV2): Language {
  return preferredLanguage(header(event, 'accept-language'));
}

/** How a request was made, for the few answers that are no JSON of ours. */
export interface HttpCall {
  readonly address: string;
  /** `Accept` and `Accept-Encoding` as they were sent; empty when they were not. */
  readonly accept: string;
  readonly acceptEncoding: string;
}

export function callOf(event: APIGatewayProxyEventV2): HttpCall {
  return { address: event.rawPath, accept: header(event, 'accept') ?? '', acceptEncoding: header(event, 'accept-encoding') ?? '' };
}

/** Whether the caller says he holds what has this ETag (RFC 9110 §13.1.2). */
export function holdsAlready(event: APIGatewayProxyEventV2, etag: string): boolean {
  const held = (header(event, 'if-none-match') ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  return held.includes(etag);
}

// The gateway sends header names in lower case.
function header(event: APIGatewayProxyEventV2, name: string): string | undefined {
  return event.headers[name];
}

function readIfMatch(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const version = /^"([1-9]\d{0,8})"$/.exec(value.trim())?.[1];
  if (version === undefined) throw new EdgeProblem('malformed-if-match', [{ pointer: '/headers/if-match', problem: 'not an ETag of ours' }]);
  return Number(version);
}

// What is read follows from the route, and so does its type: hence a signature for callers beside the plain one.
function principalFor<A extends Access>(access: A, principal: Principal | undefined): HttpRequest<A>['principal'];
function principalFor(access: Access, principal: Principal | undefined): Principal | undefined {
  if (access === 'public') return undefined;
  if (principal === undefined) throw new EdgeProblem('token-missing');
  return principal;
}

function readBody({ bodyFormat = 'json', bodyLimit }: Pick<HttpRoute<Access, boolean, unknown, unknown, unknown>, 'bodyFormat' | 'bodyLimit'>, event: APIGatewayProxyEventV2): unknown {
  const raw = { contentType: header(event, 'content-type'), text: event.body, isBase64Encoded: event.isBase64Encoded };
  return bodyFormat === 'form' ? readFormBody(raw) : readJsonBody(raw, bodyLimit);
}

function idempotencyFor<Write extends boolean>(isWrite: Write, source: Parameters<typeof readIdempotency>[0]): HttpRequest<Access, Write>['idempotency'];
function idempotencyFor(isWrite: boolean, source: Parameters<typeof readIdempotency>[0]): Idempotency | undefined {
  return isWrite ? readIdempotency(source) : undefined;
}

type Issues = readonly z.core.$ZodIssue[];

function parse<Part>(schema: z.ZodType<Part> | undefined, raw: unknown, refuse: (issues: Issues) => EdgeProblem): Part;
function parse(schema: z.ZodType | undefined, raw: unknown, refuse: (issues: Issues) => EdgeProblem): unknown {
  if (schema === undefined) return undefined;
  const read = schema.safeParse(raw);
  if (!read.success) throw refuse(read.error.issues);
  return read.data;
}
