import * as z from 'zod';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { challenge } from '#functions/platform/challenge';
import type { Language } from '#functions/platform/language';
import { PROBLEM_TYPE_BASE, type Problem } from '#functions/platform/problem';

/** What a handler answers; `body` is written as JSON, and its `version`, if it has one, becomes the ETag. */
export interface HttpAnswer {
  readonly status: number;
  readonly body?: unknown;
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

/** Writes a handler's answer for the gateway. */
export function writeAnswer(answer: HttpAnswer, context: AnswerContext): APIGatewayProxyStructuredResultV2 {
  const version = versioned.safeParse(answer.body);
  return {
    statusCode: answer.status,
    headers: {
      ...common(context),
      ...(answer.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      ...(version.success ? { etag: `"${String(version.data.version)}"` } : {}),
      ...answer.headers,
    },
    ...(answer.body === undefined ? {} : { body: JSON.stringify(answer.body) }),
  };
}

/** Writes a refusal as RFC 9457 problem details; `instance` is the correlation id a caller can quote to the desk. */
export function writeProblem(problem: Problem, context: AnswerContext): APIGatewayProxyStructuredResultV2 {
  const { code, status, title, mend, fields, retryAfterSeconds } = problem;
  return {
    statusCode: status,
    headers: {
      ...common(context),
      ...challenge(status, code),
      'content-type': 'application/problem+json; charset=utf-8',
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
    body: JSON.stringify({
      type: `${PROBLEM_TYPE_BASE}${code}`,
      title: title[context.language],
      status,
      detail: mend[context.language],
      instance: context.correlationId,
      mend,
      fields,
    }),
  };
}

function common(context: AnswerContext): Record<string, string> {
  return { ...ALWAYS, ...context.rateLimit, 'content-language': context.language, 'x-correlation-id': context.correlationId };
}
