import { readFileSync } from 'node:fs';
import { z } from 'zod';

const response = z.object({
  headers: z.record(z.string(), z.unknown()).default({}),
  content: z.record(z.string(), z.unknown()).default({}),
  'x-problem-codes': z.array(z.string()).default([]),
});
const operation = z.object({
  operationId: z.string(),
  responses: z.record(z.string(), z.union([z.strictObject({ $ref: z.string() }), response])),
});
const api = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ responses: z.record(z.string(), response).default({}) }),
});

type DescribedResponse = z.infer<typeof response>;

/** One answer the document knows, with where in it it stands. */
export interface FoundResponse {
  readonly response: DescribedResponse;
  readonly pointer: string;
}

export interface DescribedOperation {
  readonly id: string;
  readonly method: string;
  /** Below `/v1`, with its parameters in braces. */
  readonly path: string;
  /** What may be answered with this status. */
  answer(status: number): FoundResponse | undefined;
}

/** The API as its document describes it. */
export interface DescribedApi {
  readonly document: object;
  readonly operations: readonly DescribedOperation[];
  /** The operation a request meets; fixed words go before parameters. */
  find(method: string, address: string): DescribedOperation | undefined;
}

/** Reads the committed description. */
export function describedApi(file = 'docs/openapi.json'): DescribedApi {
  return readApi(JSON.parse(readFileSync(file, 'utf8')));
}

/** @throws ZodError for what is no description of ours */
export function readApi(json: unknown): DescribedApi {
  const { paths, components } = api.parse(json);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, responses }]): DescribedOperation => ({
      id: operationId,
      method: method.toUpperCase(),
      path,
      answer: (status) => {
        const found = responses[String(status)];
        if (found === undefined) return undefined;
        if (!('$ref' in found)) return { response: found, pointer: `#/paths/${escaped(path)}/${method}/responses/${String(status)}` };
        const named = components.responses[found.$ref.split('/').at(-1) ?? ''];
        return named && { response: named, pointer: found.$ref };
      },
    })),
  );
  const byFixedWords = operations.toSorted((left, right) => parameters(left.path) - parameters(right.path));
  const patterns = byFixedWords.map((each) => ({ each, pattern: new RegExp(`^/v1${each.path.replaceAll('.', String.raw`\.`).replaceAll(/\{[^}]+\}/g, '[^/]+')}$`) }));
  return { document: z.looseObject({}).parse(json), operations, find: (method, address) => patterns.find(({ each, pattern }) => each.method === method && pattern.test(address))?.each };
}

function parameters(path: string): number {
  return path.split('{').length;
}

function escaped(path: string): string {
  return encodeURIComponent(path.replaceAll('~', '~0').replaceAll('/', '~1'));
}
