import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { knownRoles } from '#domain/procedures/known-roles';
import { loadProcedure } from '#domain/procedures/load-procedure';
import { EDGE_PROBLEMS } from '#functions/platform/problem-catalogue';
import { readContracts, type AnyContract } from '#test/support/read-contracts';

const root = join(import.meta.dirname, '../..');
const contracts = await readContracts();
/** Operations of the API; pages beside it, such as `/docs`, are read by people. */
const operations = contracts.filter(({ contract }) => / \/v1\//.test(contract.route)).map(({ contract }) => [contract.route, contract] as const);

/** OAuth's own rules hold for tokens: no key of ours, and refusals in the words its clients know (RFC 6749). */
/** What is sent is looked at and forgotten: the same file sent twice is told the same twice. */
const KEEPS_NOTHING = new Set(['POST /v1/signature-reports']);
const BY_OAUTH = new Set(['POST /v1/oauth/token']);
/** The description of the API has the members that OpenAPI gives it. */
const BY_OPENAPI = new Set(['GET /v1/openapi.json']);

const VIETNAMESE = /[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/i;
const headings = [...readFileSync(join(root, 'docs/problems.md'), 'utf8').matchAll(/^### (.+)$/gm)].map(([, code]) => code);
const knownProblems = new Set<string | undefined>([...Object.keys(EDGE_PROBLEMS), ...headings]);

type Json = Readonly<Record<string, unknown>>;
const jsonObject = z.record(z.string(), z.unknown());
const definitions = z.object({ $defs: z.record(z.string(), jsonObject).default({}) });

const answersOf = ({ answers }: AnyContract) => Object.values(answers).filter((schema) => schema !== null);
const requestOf = ({ path, query, body, shownBody }: AnyContract) => [path, query, body, shownBody].filter((schema) => schema !== undefined);
const asJson = (schema: z.ZodType, io: 'input' | 'output'): Json => jsonObject.parse(z.toJSONSchema(schema, { io, target: 'draft-2020-12' }));

/** Every object schema in a JSON schema that names its members. */
function objectsIn(schema: unknown): Json[] {
  if (Array.isArray(schema)) return schema.flatMap(objectsIn);
  const read = jsonObject.safeParse(schema);
  if (!read.success) return [];
  const inner = Object.values(read.data).flatMap(objectsIn);
  return read.data['type'] === 'object' && 'properties' in read.data ? [read.data, ...inner] : inner;
}

const namesIn = (route: string) => [...route.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name).toSorted();
const camelCase = (words: string) => words.replaceAll(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());

test('every function that answers HTTP does so by the contract beside it', () => {
  const answering = globSync('functions/*/*/handler.ts', { cwd: root }).filter((path) => readFileSync(join(root, path), 'utf8').includes('httpHandler('));
  const byContract = answering.filter((path) => /import \{ contract \} from '\.\/contract\.ts';[\s\S]*httpHandler\(contract, /.test(readFileSync(join(root, path), 'utf8')));
  expect(byContract).toEqual(answering);
  expect(contracts.map(({ folder }) => folder).toSorted()).toEqual(answering.map((path) => dirname(path)).toSorted());
  expect(contracts.length).toBeGreaterThan(40);
});

test('no two operations share a route, or a name', () => {
  expect(new Set(contracts.map(({ contract }) => contract.route)).size).toBe(contracts.length);
  expect(new Set(contracts.map(({ folder }) => camelCase(basename(folder)))).size).toBe(contracts.length);
});

test('a named schema means the same wherever it is used', () => {
  const meanings = new Map<string, Set<string>>();
  const add = (name: string, schema: Json) => meanings.set(name, (meanings.get(name) ?? new Set()).add(JSON.stringify(schema)));
  for (const { contract } of contracts) {
    const schemas = [...answersOf(contract).map((schema) => asJson(schema, 'output')), ...requestOf(contract).map((schema) => asJson(schema, 'input'))];
    for (const schema of schemas) for (const [name, definition] of Object.entries(definitions.parse(schema).$defs)) add(name, definition);
  }
  expect([...meanings].filter(([, different]) => different.size > 1).map(([name]) => name)).toEqual([]);
  expect(meanings.size).toBeGreaterThan(20);
});

test('the procedure that is published as an example may be published', () => {
  const { contract } = contracts.find(({ folder }) => folder === 'functions/procedures/publish-procedure') ?? {};
  expect(loadProcedure(contract?.example.body, knownRoles)).toMatchObject({ code: '2.900001', version: 1 });
});

describe.each(operations)('%s', (route, contract) => {
  const { title, description, example } = contract;

  test('is told in both languages: a title without a full stop, a description in sentences', () => {
    for (const words of [title.vi, title.en]) expect(words).toMatch(/^\p{Lu}[^.]+$/u);
    for (const words of [description.vi, description.en]) expect(words).toMatch(/^\p{Lu}[\s\S]*[.)]$/u);
    expect(title.vi).toMatch(VIETNAMESE);
    expect(description.vi).toMatch(VIETNAMESE);
  });

  test('is a write exactly when its method writes', () => {
    expect(contract.idempotent).toBe(!route.startsWith('GET ') && !BY_OAUTH.has(route) && !KEEPS_NOTHING.has(route));
  });

  test('names the parts of its address as its schema and its example do', () => {
    const names = namesIn(route);
    expect(contract.path === undefined ? [] : Object.keys(jsonObject.parse(asJson(contract.path, 'input')['properties'])).toSorted()).toEqual(names);
    expect(Object.keys(example.path ?? {}).toSorted()).toEqual(names);
  });

  test('has an example that its own schemas take', () => {
    const parts = [[contract.path, example.path], [contract.query, example.query ?? {}], [contract.body, example.body], [contract.shownBody, example.body]] as const;
    expect(parts.flatMap(([schema, value]) => schema?.safeParse(value).error?.issues ?? [])).toEqual([]);
    expect('body' in example).toBe(contract.body !== undefined);
    expect('query' in example && contract.query === undefined).toBe(false);
  });

  test('can be written as JSON schema, and its answers hold nothing unforeseen', () => {
    for (const schema of requestOf(contract)) asJson(schema, 'input');
    const objects = answersOf(contract).flatMap((schema) => objectsIn(asJson(schema, 'output')));
    expect(objects.filter((schema) => schema['additionalProperties'] !== false && !BY_OPENAPI.has(route))).toEqual([]);
  });

  test('answers well with 2xx alone; every refusal is a problem', () => {
    const statuses = Object.keys(contract.answers);
    expect(statuses.filter((status) => !/^2\d\d$/.test(status) && !BY_OAUTH.has(route))).toEqual([]);
    expect(statuses.some((status) => /^2\d\d$/.test(status))).toBe(true);
  });

  test('refuses with problems that are documented, each named once', () => {
    expect(contract.problems.filter((code) => !knownProblems.has(code))).toEqual([]);
    expect(new Set(contract.problems).size).toBe(contract.problems.length);
  });
});
