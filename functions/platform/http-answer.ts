import * as z from 'zod';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { API_VERSION } from '#functions/platform/api-version';
import { challenge } from '#functions/platform/challenge';
import type { Language } from '#functions/platform/language';
import { PROBLEM_TYPE_BASE, type Problem } from '#functions/platform/problem';

/** What a handler answers; `body` is written as JSON, and its `version`, if it has one, becomes the ETag. */
export interface HttpAnswer {
  readonly status: number;
  readonly body?: unknown;
  /** Instead of `body`: anything that is not our JSON, such as a page; bytes are sent as they are. */
  readonly raw?: { readonly contentType: string; readonly content: string | Uint8Array };
  readonly headers?: Readonly<Record<string, string>>;
}

export interface AnswerContext {
  readonly correlationId: string;
  readonly language: Language;
  /** How the caller stands with its limit, once that is known. */
  readonly rateLimit?: Readonly<Record<string, string>>;
}

// An API answers data: nothing of it may be framed, sniffed, run, stored or sent on.
const ALWAYS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
} as const;

const versioned = z.object({ version: z.number().int().positive() });

/** The ETag of an answer: what it says itself, or the version of its body. */
export function etagOf(answer: HttpAnswer): string | undefined {
  const version = versioned.safeParse(answer.body);
  return answer.headers?.['etag'] ?? (version.success ? `"${String(version.data.version)}"` : undefined);
}

/** Writes a handler's answer for the gateway. */
export function writeAnswer(answer: HttpAnswer, context: AnswerContext): APIGatewayProxyStructuredResultV2 {
  const etag = etagOf(answer);
  return {
    statusCode: answer.status,
    headers: {
      ...common(context),
      ...(answer.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      ...(answer.raw === undefined ? {} : { 'content-type': answer.raw.contentType }),
      ...(etag === undefined ? {} : { etag }),
      ...answer.headers,
    },
    ...(answer.body === undefined ? {} : { body: JSON.stringify(answer.body) }),
    ...(answer.raw === undefined ? {} : rawBody(answer.raw.content)),
  };
}

/** Tells that the caller holds the present version already; `headers` of the answer stay as they are (RFC 9110 §15.4.5). */
export function writeNotModified({ headers }: HttpAnswer, { etag, ...context }: AnswerContext & { readonly etag: string }): APIGatewayProxyStructuredResultV2 {
  return { statusCode: 304, headers: { ...common(context), etag, ...headers } };
}

function rawBody(content: string | Uint8Array): { body: string; isBase64Encoded: boolean } {
  return typeof content === 'string' ? { body: content, isBase64Encoded: false } : { body: Buffer.from(content).toString('base64'), isBase64Encoded: true };
}

/** Writes a refusal as RFC 9457 problem details; `instance` is the correlation id a caller can quote to the desk. */
export function writeProblem(problem: Problem, context: AnswerContext): APIGatewayProxyStructuredResultV2 {
  const { code, status, title, mend, fields, changes, headers, retryAfterSeconds } = problem;
  return {
    statusCode: status,
    headers: {
      ...common(context),
      ...challenge(status, code),
      'content-type': 'application/problem+json; charset=utf-8',
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
      ...headers,
    },
    body: JSON.stringify({
      type: `${PROBLEM_TYPE_BASE}${code}`,
      title: title[context.language],
      status,
      detail: mend[context.language],
      instance: context.correlationId,
      mend,
      fields,
      ...(changes === undefined ? {} : { changes }),
    }),
  };
}

function common(context: AnswerContext): Record<string, string> {
  return { ...ALWAYS, ...context.rateLimit, 'api-version': API_VERSION, 'content-language': context.language, 'x-correlation-id': context.correlationId };
}
