import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { shippedProcedure } from '#test/support/scenario/shipped-procedure';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const problem = z.looseObject({ type: z.string(), fields: z.array(z.object({ pointer: z.string(), problem: z.string() })) });
const chain = (changes: Readonly<Record<string, unknown>>) => shippedProcedure('1.900297', { code: '7.000030', ...changes });
/** The house permit with one word replaced by another, wherever it stands. */
const permit = (word: string, other: string) => z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(shippedProcedure('1.013225', { code: '7.000031' })).replaceAll(word, other)));
/** A JSON Pointer (RFC 6901), of its steps. */
const pointer = (...steps: readonly (string | number)[]) => steps.map((step) => `/${String(step)}`).join('');

const FINDINGS: readonly (readonly [title: string, definition: unknown, status: number, pointer: string])[] = [
  ['a field nobody knows', chain({ colour: 'red' }), 400, '/colour'],
  ['a missing name', chain({ name: { vi: 'Tên' } }), 400, '/name/en'],
  ['a code that is none', chain({ code: 'karaoke' }), 400, '/code'],
  ['no stage at all', chain({ stages: [] }), 400, '/stages'],
  ['a window that ends before it begins', chain({ effective: { from: '2026-09-01', until: '2026-08-31' } }), 422, '/effective/until'],
  ['a role no agency has', permit('"culture-authority"', '"ministry-of-magic"'), 422, '/stages/0/steps/0/consultations/0/agencyRoles/0'],
  ['steps that take longer than the term', permit('"budget":{"amount":3,', '"budget":{"amount":9,'), 422, '/cases/0/terms/0/term'],
  ['a consultation longer than its step', permit('"limit":{"amount":2,"unit":"working-day"}', '"limit":{"amount":4,"unit":"working-day"}'), 422, '/stages/0/steps/0/consultations/0/limit'],
  ['a default that is no value', permit('"default":"house"', '"default":"castle"'), 422, '/options/0/default'],
  ['a choice nobody offers', permit('"when":{"work":["other-work"]}', '"when":{"work":["castle"]}'), 422, pointer('cases', 1, 'when', 'work', 0)],
  ['two steps of one name', permit('"sign-permit"', '"appraise-house"'), 422, '/stages/1/steps/0/id'],
];

describe('Procedures and agencies are published as data, through the API', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario();
  }, 120_000);
  afterAll(() => scenario.stop());

  const send = (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, idempotencyKey?: string) =>
    scenario.as('administrator').call({ method, path, body, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) });
  const codes = async (q: string) => z.array(z.object({ code: z.string() })).parse((await scenario.as(undefined).get(`/v1/procedures?q=${encodeURIComponent(q)}`))['rows']).map(({ code }) => code);

  it.each(FINDINGS)('%s is refused, and the field is named', async (_title, definition, status, pointer) => {
    const answer = await send('POST', '/v1/procedures', definition);
    const read = problem.parse(answer.body);
    expect([answer.status, read.type]).toEqual([status, 'https://motcua.example/problems/invalid-procedure']);
    expect(read.fields.map((field) => field.pointer)).toContain(pointer);
    expect((await send('GET', '/v1/procedures/7.000030')).status).toBe(404);
    expect((await send('GET', '/v1/procedures/7.000031')).status).toBe(404);
  });

  it('a version is published once: the same again changes nothing, other content under its number is refused', async () => {
    const definition = shippedProcedure('1.900297', { code: '7.000032' });
    expect((await send('POST', '/v1/procedures', definition)).status).toBe(201);
    expect((await send('POST', '/v1/procedures', definition)).status).toBe(200);
    const other = await send('POST', '/v1/procedures', { ...definition, atRiskShare: 0.5 });
    expect([other.status, other.body['type']]).toEqual([409, 'https://motcua.example/problems/procedure-version-taken']);
    expect((await scenario.as(undefined).get('/v1/procedures/7.000032'))['atRiskShare']).toBe(0.8);
  });

  it('a day has the version in force on it, and none before the first or after a withdrawal', async () => {
    const versions = [
      { version: 1, effective: { from: '2026-01-01', until: '2026-06-30' } },
      { version: 2, effective: { from: '2026-07-01' } },
      { version: 3, effective: { from: '2027-03-01' }, status: 'withdrawn' },
    ];
    for (const changes of versions) await scenario.as('administrator').post('/v1/procedures', shippedProcedure('1.900297', { code: '7.000033', ...changes }));
    const on = async (day: string) => (await send('GET', `/v1/procedures/7.000033?on=${day}`)).body['version'];
    const days = ['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01', '2027-02-28', '2027-03-01'];
    expect(await Promise.all(days.map(on))).toEqual([undefined, 1, 1, 2, 2, undefined]);
    expect((await send('GET', '/v1/procedures/7.000033?version=1')).body['version']).toBe(1);
    expect((await send('GET', '/v1/procedures/7.000033?on=2026-02-30')).status).toBe(400);
  });

  it.each([
    ['hộ tịch', '3.000722'],
    ['ho tich', '3.000722'],
    ['HỘ TỊCH'.normalize('NFD'), '3.000722'],
    ['dat dai', '1.013831'],
    ['Đất đai', '1.013831'],
    ['construction permit', '1.013225'],
    ['1.0132', '1.013225'],
  ])('searching for "%s" finds %s', async (words, code) => {
    expect(await codes(words)).toContain(code);
  });

  it('searching for what is nowhere finds nothing, and one letter is too little', async () => {
    expect(await codes('lâu đài')).toEqual([]);
    expect((await send('GET', '/v1/procedures?q=a')).status).toBe(400);
  });

  it('an agency is registered under its own code, and its subscription’s secret is the same for the same key', async () => {
    const agency = { code: 'H99.099', formerCode: '000.00.99.H99', name: { vi: 'Sở Mẫu', en: 'Sample Department' }, level: 'province', parent: 'H99', roles: [], serves: ['H99'], receives: ['webhook'] };
    const order = { audience: { kind: 'agency', id: 'H99.099' }, url: 'http://127.0.0.1:9/' };
    expect((await send('POST', '/v1/subscriptions', order)).status).toBe(404);
    expect((await send('PUT', '/v1/agencies/H99.098', agency)).body['type']).toMatch(/agency-code-differs$/);
    expect((await send('PUT', '/v1/agencies/H99.099', { ...agency, code: 'lower case' })).body['type']).toMatch(/invalid-field$/);
    expect((await send('PUT', '/v1/agencies/H99.099', agency)).status).toBe(200);
    const register = (url: string) => send('POST', '/v1/subscriptions', { ...order, url }, 'subscription-of-h99-099');
    const first = await register('http://127.0.0.1:9/');
    expect([first.status, (await register('http://127.0.0.1:9/')).body]).toEqual([201, first.body]);
    expect((await register('http://127.0.0.1:9/other')).body['type']).toMatch(/idempotency-key-reused$/);
  });

  it.each(['http://agency.example/hook', 'https://agency.example:8443/hook', 'https://user:word@agency.example/hook', 'ftp://agency.example/hook'])('%s is no address for a webhook', async (url) => {
    const answer = await send('POST', '/v1/subscriptions', { audience: { kind: 'agency', id: 'H99.101' }, url });
    expect([answer.status, problem.parse(answer.body).fields.map(({ pointer }) => pointer)]).toEqual([422, ['/url']]);
  });
});
