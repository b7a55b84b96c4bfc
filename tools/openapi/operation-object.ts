import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi';
import type { ProblemPages } from '#functions/platform/problem-pages';
import { carriesVersion, type Operation } from '#tools/openapi/operation';
import { type AnswerHeaderName, answerHeaders, type HeaderParameterName, headerParameters } from '#tools/openapi/standard-headers';
import { isAlikeEverywhere, problemsByStatus } from '#tools/openapi/standard-problems';
import { GATEWAY_STATUSES, gatewayMessageSchema, problemSchema } from '#tools/openapi/standard-schemas';

/** What one operation takes and answers, with every refusal that may come. */
export function operationObject(operation: Operation, pages: ProblemPages): ZodOpenApiOperationObject {
  const { id, area, contract } = operation;
  const { title, description, path, query, body, access, example } = contract;
  return {
    operationId: id,
    tags: [area],
    summary: title.en,
    description: `${description.en}\n\n${description.vi}`,
    'x-title-vi': title.vi,
    'x-description-vi': description.vi,
    security: access === 'public' ? [] : [{ person: [] }, { system: [] }, { signature: [] }],
    parameters: headerParameters(parametersOf(operation)),
    requestParams: { ...(path !== undefined && { path: objectOf(path, operation) }), ...(query !== undefined && { query: objectOf(query, operation) }) },
    ...(body !== undefined && {
      requestBody: {
        required: !body.safeParse(undefined).success,
        content: { [contract.bodyFormat === 'form' ? 'application/x-www-form-urlencoded' : 'application/json']: { schema: body, ...(example.body !== undefined && { example: example.body }) } },
      },
    }),
    responses: { ...goodAnswers(operation), ...refusals(operation, pages) },
  };
}

function parametersOf({ method, contract }: Operation): HeaderParameterName[] {
  const isReading = method === 'get';
  const answers = Object.values(contract.answers);
  return [
    'AcceptLanguage',
    'CorrelationId',
    ...(contract.idempotent ? (['IdempotencyKey'] as const) : []),
    ...(contract.problems.includes('stale-version') ? (['IfMatch'] as const) : []),
    ...(isReading && isTagged(contract) ? (['IfNoneMatch'] as const) : []),
    ...(isReading && answers.some(isJson) ? (['Fields'] as const) : []),
  ];
}

function objectOf(schema: z.ZodType, { id }: Operation): z.ZodObject {
  if (schema instanceof z.ZodObject) return schema;
  throw new Error(`The parameters of ${id} are not described by an object schema.`);
}

/** JSON unless the schema's `.meta({ contentType })` says otherwise; several when the caller may choose. */
function contentTypesOf(schema: z.ZodType): string[] {
  const contentType = schema.meta()?.['contentType'];
  const given: readonly unknown[] = Array.isArray(contentType) ? contentType : [contentType];
  const types = given.filter((type) => typeof type === 'string');
  return types.length > 0 ? types : ['application/json'];
}

function contentOf(schema: z.ZodType) {
  return Object.fromEntries(contentTypesOf(schema).map((type) => [type, { schema }]));
}

/** Whether some answer of it carries an ETag. */
function isTagged({ answers, hasContentTag = false }: Operation['contract']): boolean {
  return hasContentTag || Object.values(answers).some(carriesVersion);
}

function isJson(schema: z.ZodType | null): boolean {
  return schema !== null && contentTypesOf(schema).includes('application/json');
}

type StatusKey = `${1 | 2 | 3 | 4 | 5}${string}`;
type Answers = Record<StatusKey, ZodOpenApiResponseObject | { readonly $ref: string }>;

function isStatus(text: string): text is StatusKey {
  return /^[1-5]\d\d$/.test(text);
}

function goodAnswers({ method, contract }: Operation): Answers {
  const answers: Answers = {};
  for (const [status, schema] of Object.entries(contract.answers)) {
    if (isStatus(status) && Number(status) < 400) answers[status] = goodAnswer(Number(status), schema, contract);
  }
  if (method === 'get' && isTagged(contract)) {
    answers['304'] = { description: 'What you hold is still the present version.', headers: answerHeaders(['ETag']) };
  }
  return answers;
}

function goodAnswer(status: number, schema: z.ZodType | null, { idempotent, hasContentTag = false }: Operation['contract']): ZodOpenApiResponseObject {
  const more: AnswerHeaderName[] = [...(status === 201 ? (['Location'] as const) : []), ...(carriesVersion(schema) || hasContentTag ? (['ETag'] as const) : []), ...(idempotent ? (['Idempotency-Replayed'] as const) : [])];
  const description = WORDS[status] ?? 'Done';
  return { description, headers: answerHeaders(more), ...(schema !== null && { content: contentOf(schema) }) };
}

const WORDS: Readonly<Record<number, string>> = { 200: 'Here it is', 201: 'Made', 202: 'Taken on; it will be done soon', 204: 'Done, and nothing more to say' };

function refusals(operation: Operation, pages: ProblemPages): Answers {
  const answers: Answers = {};
  for (const [status, codes] of problemsByStatus(operation, pages)) {
    const key = String(status);
    const own = operation.contract.answers[status] ?? undefined;
    if (!isStatus(key)) continue;
    answers[key] = own === undefined && isAlikeEverywhere(status, codes, pages) ? { $ref: `#/components/responses/${refusalName(status)}` } : refusal(status, codes, own);
  }
  return answers;
}

const ALIKE_NAMES: Readonly<Record<number, string>> = { 401: 'WhoAreYou', 413: 'TooLarge', 415: 'NotJson', 429: 'TooManyCalls', 500: 'OurFault', 503: 'NotNow' };

/** The name under which the refusals of a status that are alike everywhere are described. */
export function refusalName(status: number): string {
  return ALIKE_NAMES[status] ?? `Refused${String(status)}`;
}

/** How a status refuses: problem details, what the gateway may say in its place, and an answer of the operation's `own`. */
export function refusal(status: number, codes: readonly string[], own?: z.ZodType): ZodOpenApiResponseObject {
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    headers: answerHeaders([...(REPEATABLE.includes(status) ? (['Retry-After'] as const) : []), ...(status === 401 ? (['WWW-Authenticate'] as const) : [])]),
    content: {
      'application/problem+json': { schema: problemSchema },
      ...(GATEWAY_STATUSES.includes(status) && { 'application/json': { schema: gatewayMessageSchema } }),
      ...(own !== undefined && contentOf(own)),
    },
    'x-problem-codes': [...codes],
  };
}

/** Refusals that may say when to come again. */
const REPEATABLE: readonly number[] = [409, 429, 503];
