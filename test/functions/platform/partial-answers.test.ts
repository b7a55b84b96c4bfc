import './quiet.ts';
import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod';
import { httpHandler } from '#functions/platform/http';
import { httpContract } from '#functions/platform/http-contract';
import { keepFields, readFields } from '#functions/platform/sparse-fields';
import { doorOfClaims } from '#test/support/fakes/door-of-claims';
import { gatewayEvent, LAMBDA_CONTEXT, type CallOptions } from './gateway-event.ts';
import { NOW } from './sample-dossier.ts';

const row = z.strictObject({ dossierId: z.string(), dueAt: z.string(), place: z.strictObject({ commune: z.string(), province: z.string() }).optional() });
const thing = z.strictObject({ version: z.number(), name: z.string(), rows: z.array(row), choices: z.record(z.string(), z.string()), cursor: z.string().optional() });
const body: z.infer<typeof thing> = {
  version: 7,
  name: 'A',
  rows: [{ dossierId: 'd-1', dueAt: 'soon', place: { commune: 'c', province: 'p' } }, { dossierId: 'd-2', dueAt: 'later' }],
  choices: { card: 'yes' },
};

const contract = httpContract({
  route: 'GET /v1/things',
  access: 'public',
  idempotent: false,
  query: z.object({ limit: z.coerce.number().default(25) }).strict(),
  title: { vi: 'Xem', en: 'Read' },
  description: { vi: 'Xem', en: 'Read' },
  answers: { 200: thing },
  problems: [],
  example: {},
});

async function read(options: CallOptions = {}) {
  const handler = httpHandler(contract, () => Promise.resolve({ status: 200, body }), doorOfClaims(() => NOW));
  const result = await handler(gatewayEvent({ method: 'GET', ...options }), LAMBDA_CONTEXT);
  const answer: unknown = result.body === undefined ? undefined : JSON.parse(result.body);
  return { status: result.statusCode, headers: result.headers ?? {}, body: answer };
}

const withFields = (fields: string) => read({ query: { fields } });

describe('a caller who wants part of an answer', () => {
  it('gets the members named, and nothing else', async () => {
    expect((await withFields('name')).body).toEqual({ name: 'A' });
    expect((await withFields('name,rows.dossierId')).body).toEqual({ name: 'A', rows: [{ dossierId: 'd-1' }, { dossierId: 'd-2' }] });
    expect((await withFields('rows.place.commune')).body).toEqual({ rows: [{ place: { commune: 'c' } }, {}] });
    expect((await withFields('choices.card')).body).toEqual({ choices: { card: 'yes' } });
  });

  it('gets a member whole that is named whole, whatever else is named', async () => {
    expect((await withFields('rows.dossierId,rows')).body).toEqual({ rows: body.rows });
  });

  it('is still told the version, by the ETag', async () => expect((await withFields('name')).headers['etag']).toBe('"7"'));

  it('may say the other parameters beside it', async () => expect((await read({ query: { fields: 'name', limit: '3' } })).status).toBe(200));

  test.each(['colour', 'rows.colour', 'name.first', '', 'name,', '__proto__', 'rows.place.commune.street'])('is refused for "%s", and told which names there are', async (fields) => {
    const { status, body: problem } = await withFields(fields);
    expect([status, problem]).toEqual([400, expect.objectContaining({ type: expect.stringMatching(/unknown-answer-field$/) })]);
    expect(JSON.stringify(problem)).toContain('cursor, name, rows, rows.dossierId, rows.dueAt, rows.place, rows.place.commune');
  });

  it('never gets what the whole answer does not have', () => {
    const names = ['version', 'name', 'rows', 'rows.dossierId', 'rows.place', 'rows.place.province', 'choices', 'cursor'];
    fc.assert(
      fc.property(fc.subarray(names, { minLength: 1 }), (wanted) => {
        const selection = readFields(wanted.join(','), { 200: thing });
        if (selection === undefined) return false;
        const kept = Object(keepFields(body, selection));
        return Object.keys(kept).every((name) => wanted.some((each) => each.split('.')[0] === name)) && Object.keys(kept).length <= Object.keys(body).length;
      }),
    );
  });
});

describe('a caller who holds an answer already', () => {
  test.each(['"7"', 'W/"7"', '"3", "7"'])('by If-None-Match: %s is told that nothing has changed, without a body', async (held) => {
    const answer = await read({ headers: { 'if-none-match': held } });
    expect([answer.status, answer.body, answer.headers['etag']]).toEqual([304, undefined, '"7"']);
    expect(answer.headers['x-correlation-id']).toBe('gateway-request-1');
  });

  test.each(['"6"', '7', ''])('by If-None-Match: %s gets it anew', async (held) => expect((await read({ headers: { 'if-none-match': held } })).status).toBe(200));
});
