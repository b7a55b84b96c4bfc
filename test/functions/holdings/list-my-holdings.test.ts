import { beforeEach, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import type { Principal } from '#domain/kernel/authoriser';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { contract, holdingsQuery } from '#functions/holdings/list-my-holdings/contract';
import { listMyHoldings } from '#functions/holdings/list-my-holdings/list-my-holdings';
import { toProblem } from '#functions/platform/problem';
import { smallProcedure } from '#test/domain/dossiers/catalogue-procedure';
import { NOW } from '#test/functions/platform/sample-dossier';
import { aHolding } from '#test/support/builders/holding-builders';
import { InMemoryHoldingStore } from '#test/support/fakes/in-memory-holding-store';

const TAKES = [{ kind: 'held-paper', type: 'land-paper', confidence: 'unverified' }, { kind: 'held-result', type: 'permit', confidence: 'unverified' }];
const procedure = smallProcedure({ '/papers/0/holdings': TAKES });
const LAN: Principal = { kind: 'citizen', id: 'sub-citizen-1', roles: [] };

let holdings: InMemoryHoldingStore;
beforeEach(async () => {
  holdings = new InMemoryHoldingStore();
  const permit = aHolding({ kind: 'held-result', type: 'permit' });
  await holdings.keep([aHolding(), aHolding({ validUntil: '2026-11-22' }), permit, aHolding({ type: 'passport' }), aHolding({ ownerId: 'sub-citizen-2' }), aHolding({ ownerId: 'identity:001190000001', type: 'identity-copy' })]);
});

/** Asks for one page after another, as long as there are more. */
async function all(limit: string, principal: Principal): Promise<string[]> {
  const types: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await pageOf({ limit, ...(cursor !== undefined && { cursor }) }, principal);
    types.push(...page.rows.map(({ type }) => type));
    ({ cursor } = page);
  } while (cursor !== undefined);
  return types;
}

async function ask(query: Record<string, string>, principal: Principal = LAN) {
  return (await pageOf(query, principal)).rows;
}

async function pageOf(query: Record<string, string>, principal: Principal) {
  const tools = { holdings, authoriser: createCedarAuthoriser(), procedures: { inForce: (code: string) => Promise.resolve(code === procedure.code ? procedure : undefined) } };
  const answer = await listMyHoldings(tools, { principal, query: holdingsQuery.parse(query), path: undefined, now: NOW, correlationId: 'c-1', language: 'vi', body: undefined, idempotency: undefined, ifMatch: undefined });
  return z.object({ cursor: z.string().optional(), rows: z.array(z.looseObject({ type: z.string(), slots: z.array(z.string()).optional() })) }).parse(contract.answers[200]?.parse(answer.body));
}

it('shows an owner all of his own, page by page', async () => {
  expect((await ask({})).map(({ type }) => type)).toEqual(['permit', 'passport', 'land-paper', 'land-paper'].toSorted().toReversed());
  expect(await ask({ limit: '1' })).toHaveLength(1);
});

it('offers what a procedure takes and has not expired, with the slots it fits', async () => {
  expect((await ask({ procedureCode: procedure.code })).map(({ type, slots }) => ({ type, slots }))).toEqual([
    { type: 'land-paper', slots: ['plan'] },
    { type: 'permit', slots: ['plan'] },
  ]);
});

it('knows no procedure that is not in force', async () => {
  const unknown: unknown = await ask({ procedureCode: '1.999999' }).catch((error: unknown) => error);
  expect(toProblem(unknown)).toMatchObject({ status: 404, code: 'procedure-not-found' });
});

it.each(['officer', 'agency-system', 'administrator', 'auditor'] as const)('is not for an %s', async (kind) => {
  const refusal: unknown = await ask({}, { kind, id: 'x-1', agency: 'H26.1', roles: ['desk'] }).catch((error: unknown) => error);
  expect(toProblem(refusal)).toMatchObject({ status: 403, code: 'not-allowed' });
});

describe('what a desk handed in for a person whose number it proved', () => {
  const identified: Principal = { ...LAN, identityNumber: '001190000001' };

  it.each(['1', '2', '3', '4', '5', '9'])('is shown behind what his account handed in, %s a page', async (limit) => {
    expect(await all(limit, identified)).toEqual(['permit', 'passport', 'land-paper', 'land-paper', 'identity-copy']);
  });

  it('is shown to nobody whose number is another, or not proved', async () => {
    for (const principal of [LAN, { ...LAN, identityNumber: '001190000002' }]) expect(await all('9', principal)).toEqual(['permit', 'passport', 'land-paper', 'land-paper']);
  });

  it('is not reached by a cursor that names a store the caller does not have', async () => {
    const refusal: unknown = await pageOf({ cursor: '1.' }, LAN).catch((error: unknown) => error);
    expect(toProblem(refusal)).toMatchObject({ code: 'cursor-malformed' });
    expect((await pageOf({ cursor: '1.' }, { ...LAN, identityNumber: '001190000002' })).rows).toEqual([]);
  });
});
