import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, test } from '@jest/globals';
import { z } from 'zod';
import { type Finding, lintDocument } from '#tools/openapi/lint-document';
import { CONTESTED_RULES, EXCUSED_PLACES } from '#tools/openapi/rulesets/contested-rules';

// It compiles each schema once for each example and takes most of the time; `npm run lint:api` asks it, in CI too.
const SLOW = 'oas3-valid-media-example';
const document = z.looseObject({}).parse(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
const contested = Object.keys(CONTESTED_RULES);

describe('the description of the API', () => {
  let findings: Finding[];
  beforeAll(async () => {
    findings = await lintDocument(document, [SLOW]);
  });

  it('breaks no rule of the Dutch API Design Rules or of OWASP that is not contested', () => {
    const faults = findings.filter(({ rule }) => !contested.includes(rule));
    expect(faults.map(({ rule, where, message }) => `${rule} at ${where}: ${message}`)).toEqual([]);
  });

  it('is excused from those rules only that would find something, each with a reason', () => {
    expect(contested.filter((rule) => !findings.some((finding) => finding.rule === rule))).toEqual([]);
    for (const reason of [...Object.values(CONTESTED_RULES), ...EXCUSED_PLACES.map((place) => place.reason)]) expect(reason.length).toBeGreaterThan(60);
  });
});

const text = { type: 'string', maxLength: 5, enum: ['a'] };
const answer = { description: 'Done', headers: { 'API-Version': { schema: text } } };
const refusal = { description: 'No', content: { 'application/problem+json': { schema: { type: 'object' } } } };
const small = {
  openapi: '3.1.0',
  info: { title: 'It', version: '1.0.0', contact: { name: 'We', email: 'we@example.com', url: 'https://example.com' } },
  servers: [{ url: 'https://example.com/v1' }],
  paths: {
    '/openapi.json': { get: { operationId: 'read', responses: { 200: answer, 400: refusal } } },
    '/two-words/{thingId}': { get: { operationId: 'find', parameters: [{ in: 'query', name: 'byName', schema: text }], responses: { 200: answer, 400: refusal } } },
  },
  components: { schemas: { Problem: { type: 'object', required: ['type', 'title', 'status', 'detail', 'instance'], properties: { twoWords: text } } } },
};
/** The small document with one thing in it changed. */
const but = (change: (draft: ReturnType<typeof Object>) => void): object => {
  const draft = Object(structuredClone(small));
  change(draft);
  return draft;
};

const SINS: readonly (readonly [rule: string, document: object])[] = [
  ['doc-openapi', but((draft) => { draft.openapi = '2.0'; })],
  ['doc-openapi-contact', but((draft) => { delete draft.info.contact.email; })],
  ['semver', but((draft) => { draft.info.version = '1.0'; })],
  ['uri-version', but((draft) => { draft.servers[0].url = 'https://example.com'; })],
  ['version-header', but((draft) => { draft.paths['/openapi.json'].get.responses[200].headers = {}; })],
  ['no-trailing-slash', but((draft) => { draft.paths['/things/'] = draft.paths['/openapi.json']; })],
  ['path-segments-kebab-case', but((draft) => { draft.paths['/twoWords'] = draft.paths['/openapi.json']; })],
  ['query-keys-camel-case', but((draft) => { draft.paths['/two-words/{thingId}'].get.parameters[0].name = 'by_name'; })],
  ['naming-schemas', but((draft) => { draft.components.schemas.two_words = { type: 'object' }; })],
  ['naming-properties', but((draft) => { draft.components.schemas.Problem.properties.two_words = text; })],
  ['http-methods', but((draft) => { draft.paths['/openapi.json'].trace = draft.paths['/openapi.json'].get; })],
  ['http-response-code', but((draft) => { draft.paths['/openapi.json'].get.responses.default = answer; })],
  ['problem-details', but((draft) => { draft.paths['/openapi.json'].get.responses[400].content = { 'application/json': {} }; })],
  ['error-problem-members', but((draft) => { draft.components.schemas.Problem.required = ['type']; })],
  ['transport-security', but((draft) => { draft.servers[0].url = 'http://example.com/v1'; })],
  ['publish-openapi', but((draft) => { delete draft.paths['/openapi.json']; })],
];

describe('our rules after the Dutch standard', () => {
  const adr = async (each: object) => (await lintDocument(each)).map(({ rule }) => rule).filter((rule) => rule.startsWith('adr/'));

  it('find nothing in a document that keeps them', async () => expect(await adr(small)).toEqual([]));
  test.each(SINS)('adr/%s is told when it is broken, and alone', async (rule, sin) => expect(new Set(await adr(sin))).toEqual(new Set([`adr/${rule}`])));
});
