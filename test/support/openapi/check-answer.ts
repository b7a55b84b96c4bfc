import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { DescribedApi, DescribedOperation, FoundResponse } from '#test/support/openapi/described-api';

/** A request and what came back for it. */
export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The API has answered something its description does not know. */
export class UndescribedAnswer extends Error {
  constructor(operation: string, what: string) {
    super(`${operation}: ${what}`);
    this.name = 'UndescribedAnswer';
  }
}

type Check = (exchange: Exchange) => void;

/** What no operation knows is refused all the same, and alike. */
const UNKNOWN_ADDRESS: readonly string[] = ['address-not-found', 'method-not-allowed'];

/**
 * Checks answers against the description: status, content type, body, code of a refusal, and what every answer has in its headers.
 * Schemas are compiled when they are first met. The check throws UndescribedAnswer with the operation and the place in the body.
 */
export function answerCheck(api: DescribedApi): Check {
  const validatorAt = lazyValidators(api.document);
  return (exchange) => {
    const operation = api.find(exchange.method, exchange.url.pathname);
    if (operation === undefined) checkUnknown(exchange, validatorAt);
    else checkKnown(operation, exchange, validatorAt);
  };
}

function checkKnown(operation: DescribedOperation, exchange: Exchange, validatorAt: ValidatorAt): void {
  const { status, headers, text } = exchange;
  const found = operation.answer(status);
  const refuse = (what: string) => new UndescribedAnswer(`${operation.id} (${operation.method} ${operation.path})`, what);
  if (found === undefined) throw refuse(`${String(status)} is not described: ${text.slice(0, 300)}`);
  const type = headers.get('content-type')?.split(';')[0];
  if (!isFromGateway(exchange)) checkHeaders(found, headers, refuse);
  if (Object.keys(found.response.content).length === 0) {
    if (text !== '') throw refuse(`${String(status)} is described without a body`);
    return;
  }
  if (type === undefined || found.response.content[type] === undefined) throw refuse(`${String(status)} is not described with content type ${String(type)}`);
  if (!/\bjson$/.test(type)) return;
  const body: unknown = JSON.parse(text);
  const validate = validatorAt(`${found.pointer}/content/${type.replaceAll('/', '~1').replaceAll('+', '%2B')}/schema`);
  const faults = validate(body) ? [] : (validate.errors ?? []).filter((fault) => !(exchange.url.searchParams.has('fields') && fault.keyword === 'required'));
  if (faults.length > 0) throw refuse(`${String(status)} ${faultsText(faults)}`);
  if (type === 'application/problem+json') checkCode(body, found.response['x-problem-codes'], refuse);
}

type ValidatorAt = (pointer: string) => ValidateFunction;

function lazyValidators(document: object): ValidatorAt {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  // Formats of OpenAPI that say how a number is held, which JSON does not show.
  ajv.addFormat('int32', true);
  ajv.addFormat('int64', true);
  ajv.addSchema(document, 'api');
  const compiled = new Map<string, ValidateFunction>();
  return (pointer) => {
    const known = compiled.get(pointer);
    if (known !== undefined) return known;
    const validate = ajv.compile({ $ref: `api${pointer}` });
    compiled.set(pointer, validate);
    return validate;
  };
}

/** API Gateway answers some things by itself, without our headers; the bodies are described. */
function isFromGateway({ status, headers, text }: Exchange): boolean {
  return status >= 400 && !headers.has('x-correlation-id') && text.startsWith('{"message":');
}

function checkHeaders({ response }: FoundResponse, headers: Headers, refuse: (what: string) => Error): void {
  for (const name of ['x-correlation-id', 'api-version', 'content-language']) {
    if (!headers.has(name)) throw refuse(`an answer without ${name}`);
  }
  const described = new Set(Object.keys(response.headers).map((name) => name.toLowerCase()));
  for (const name of ['etag', 'location', 'retry-after', 'www-authenticate', 'idempotency-replayed', 'ratelimit', 'ratelimit-policy']) {
    if (headers.has(name) && !described.has(name)) throw refuse(`the header ${name} is not described`);
  }
}

function checkUnknown({ method, url, status, text }: Exchange, validatorAt: ValidatorAt): void {
  const refuse = (what: string) => new UndescribedAnswer(`${method} ${url.pathname}, which is no operation`, what);
  if (!url.pathname.startsWith('/v1/')) return;
  if (![404, 405].includes(status)) throw refuse(`was answered ${String(status)}: ${text.slice(0, 300)}`);
  const body: unknown = JSON.parse(text);
  const validate = validatorAt('#/components/schemas/Problem');
  if (!validate(body)) throw refuse(faultsText(validate.errors ?? []));
  checkCode(body, UNKNOWN_ADDRESS, refuse);
}

function checkCode(body: unknown, codes: readonly string[], refuse: (what: string) => Error): void {
  const type: unknown = typeof body === 'object' && body !== null && 'type' in body ? body.type : undefined;
  const code = String(type).split('/').at(-1) ?? '';
  if (!codes.includes(code)) throw refuse(`the refusal ${code} is not described`);
}

function faultsText(faults: readonly ErrorObject[]): string {
  return faults.slice(0, 5).map(({ instancePath, message, params }) => `${instancePath === '' ? '/' : instancePath} ${String(message)} ${JSON.stringify(params)}`).join('; ');
}
