import type { ZodOpenApiHeaderObject, ZodOpenApiParameterObject } from 'zod-openapi';

type Names = readonly string[];
interface Referring {
  readonly $ref: string;
}

type Text = {
  readonly description: string;
  readonly schema: { readonly type: 'string'; readonly pattern: string; readonly maxLength: number };
  readonly example: string;
};

const MAX_LENGTH = 255;

/** @param pattern with the most characters it may have behind it, where those are not 255 */
function text(description: string, example: string, pattern: string | readonly [string, number]): Text {
  const [expression, maxLength] = typeof pattern === 'string' ? [pattern, MAX_LENGTH] : pattern;
  return { description, schema: { type: 'string', pattern: expression, maxLength }, example };
}

/** What a caller may or must say in headers, whichever operation he calls. */
export const HEADER_PARAMETERS = {
  AcceptLanguage: {
    in: 'header',
    name: 'Accept-Language',
    ...text('Language of titles and sentences: vi (unless said otherwise) or en. Ngôn ngữ của câu trả lời.', 'vi', ['^[\\x20-\\x7e]*$', 500]),
  },
  CorrelationId: {
    in: 'header',
    name: 'X-Correlation-Id',
    ...text('Your own word for this call; it is in our log and comes back in the answer. Mã tra cứu do bên gọi đặt.', 'bank-7c1f09a2', ['^[A-Za-z0-9_-]{8,64}$', 64]),
  },
  IdempotencyKey: {
    in: 'header',
    name: 'Idempotency-Key',
    required: true,
    ...text('Use the same key again when you repeat the same call: it then happens once and is answered alike. Dùng lại đúng khoá này khi gửi lại cùng một việc.', '5f0c7a52-3f2e-4f5e-9d0f-6f6a4c1f3b11', '^[\\x21-\\x7e]{8,255}$'),
  },
  IfMatch: {
    in: 'header',
    name: 'If-Match',
    ...text('The ETag you decided by; when the resource has changed since, nothing happens and you are told what changed (412). ETag đã nhận.', '"7"', ['^"[1-9]\\d{0,8}"$', 11]),
  },
  IfNoneMatch: {
    in: 'header',
    name: 'If-None-Match',
    ...text('The ETag you hold; the answer is 304 without a body while it is still the present one. ETag đang giữ.', '"7"', ['^("[0-9a-f]{1,32}"|\\*)(, ?"[0-9a-f]{1,32}")*$', 500]),
  },
  Fields: {
    in: 'query',
    name: 'fields',
    ...text('Only these members of the answer, by their names, inner ones after a dot. Chỉ lấy các trường này.', 'id,status', ['^[A-Za-z][A-Za-z0-9.,_-]*$', 1000]),
  },
} as const satisfies Readonly<Record<string, ZodOpenApiParameterObject>>;

export type HeaderParameterName = keyof typeof HEADER_PARAMETERS;

/** What answers say in headers. */
export const ANSWER_HEADERS = {
  'API-Version': text('Full version of the API that answered.', '1.0.0', ['^\\d+\\.\\d+\\.\\d+$', 20]),
  'Access-Control-Allow-Origin': text('Given to a browser that calls from the portal; absent otherwise.', 'https://motcua.example', '^https?://'),
  'Content-Language': { description: 'Language of the sentences in this answer.', schema: { type: 'string', enum: ['vi', 'en'] }, example: 'vi' },
  ETag: text('Version of the resource as it is in this answer; send it back as If-Match.', '"7"', ['^"[0-9a-f]{1,32}"$', 34]),
  'Idempotency-Replayed': { description: 'true when this is the answer that was given before under the same Idempotency-Key; absent otherwise.', schema: { type: 'string', enum: ['true'] }, example: 'true' },
  Location: text('Address of what was made.', '/v1/dossiers/dos-8f14e45fceea167a', ['^/v1/', 500]),
  RateLimit: text('What is left of your share, and for how many seconds (RFC draft ietf-httpapi-ratelimit-headers).', '"minute";r=118;t=42', '^"'),
  'RateLimit-Policy': text('How many calls you may make in which time.', '"minute";q=120;w=60', '^"'),
  'Retry-After': { description: 'Seconds after which repeating the call makes sense.', schema: { type: 'integer', format: 'int32', minimum: 0, maximum: 86_400 }, example: 2 },
  'WWW-Authenticate': text('How to show who you are.', 'Bearer error="invalid_token"', ['^\\w+', 1000]),
  'X-Correlation-Id': text('The id of this call, yours when you gave one; quote it to the desk.', 'bank-7c1f09a2', ['^[A-Za-z0-9_=-]{8,64}$', 64]),
} as const satisfies Readonly<Record<string, ZodOpenApiHeaderObject>>;

export type AnswerHeaderName = keyof typeof ANSWER_HEADERS;

const ALWAYS: readonly AnswerHeaderName[] = ['API-Version', 'Access-Control-Allow-Origin', 'Content-Language', 'RateLimit', 'RateLimit-Policy', 'X-Correlation-Id'];

/** References to the headers of an answer: those every answer has, and `more`. */
export function answerHeaders(more: readonly AnswerHeaderName[] = []): Record<string, Referring> {
  return Object.fromEntries([...ALWAYS, ...more].toSorted().map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** References to what a caller may say in headers. */
export function headerParameters(names: readonly HeaderParameterName[]): Referring[] {
  return refs('parameters', names);
}

function refs(kind: string, names: Names): Referring[] {
  return names.map((name) => ({ $ref: `#/components/${kind}/${name}` }));
}
