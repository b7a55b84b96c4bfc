import { DeleteCommand, DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Dossier } from '#domain/dossiers/dossier';
import { holdingsOf } from '#domain/holdings/holdings-of';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createDynamoHoldingStore } from '#functions/adapters/dynamodb/dynamo-holding-store';
import { smallProcedure } from '#test/domain/dossiers/catalogue-procedure';
import { aChange } from '#test/support/builders/change-builders';
import { anInProgress, aSettled, aSubmitted } from '#test/support/builders/dossier-builders';
import { aPaper, byId } from '#test/support/builders/part-builders';
import { startTestTables, type TestTables } from '#test/support/dynamodb/start-test-tables';
import { rebuildAll, rebuildDossiers, rebuildOfOwner, type RebuildPlace, type RebuildTools } from '#tools/rebuild-holdings/rebuild-holdings';

const procedure = smallProcedure();
const bound = { procedure: { code: procedure.code, version: procedure.version } };
const check = { outcome: 'accepted' as const, at: '2026-11-23T02:06:00.000Z', reasons: [], scanner: 'clamav' };
const clean = (id: string) => aPaper({ id, slot: 'plan', state: 'received', receivedAt: '2026-11-23T02:05:00.000Z', check, vaultVersion: 'v7' });
const proved = { fullName: 'Nguyễn Thị Lan', identityNumber: '001190000001', kind: 'citizen' as const, identityProof: 'identity-card' as const };

let tables: TestTables;
let documents: DynamoDBDocumentClient;
let dossiers: readonly Dossier[];
const open = (): RebuildTools => {
  const access = { client: tables.client, tableName: tables.dossierTable };
  return { store: createDynamoDossierStore(access), holdings: createDynamoHoldingStore(access), procedures: { version: (code, version) => Promise.resolve(code === procedure.code && version === procedure.version ? procedure : undefined) } };
};

/** Open and ended dossiers of two accounts, one of a desk that proved the number, one that nobody accepted yet. */
beforeAll(async () => {
  tables = await startTestTables();
  documents = DynamoDBDocumentClient.from(tables.client);
  const mine = Array.from({ length: 40 }, (_none, index) => anInProgress({ ...bound, ownerKind: 'citizen', ownerId: `sub-${String(index % 2)}`, papers: byId(clean('pp-1'), clean('pp-2')) }));
  const returned: Dossier = { ...aSettled({ ...bound, ownerKind: 'citizen', ownerId: 'sub-0', choices: {}, papers: byId(clean('pp-3')) }), status: 'returned', returnedAt: '2026-11-27T03:00:00.000Z' };
  const atDesk = anInProgress({ ...bound, ownerKind: 'officer', ownerId: 'desk-1', channel: 'desk', application: { applicant: proved, form: {} }, papers: byId(clean('pp-4')) });
  dossiers = [...mine, returned, atDesk, aSubmitted({ ...bound, ownerKind: 'citizen', papers: byId(clean('pp-5')) })];
  for (const dossier of dossiers) expect(await open().store.load(dossier.id)).toBeUndefined();
  const store = createDynamoDossierStore({ client: tables.client, tableName: tables.dossierTable });
  for (const dossier of dossiers) expect(await store.commit(aChange(undefined, dossier))).toEqual({ kind: 'committed' });
}, 60_000);
afterAll(() => tables.stop());

const keyed = z.looseObject({ pk: z.string(), sk: z.string() });

async function held(): Promise<z.infer<typeof keyed>[]> {
  const items: z.infer<typeof keyed>[] = [];
  const scan = { TableName: tables.dossierTable, FilterExpression: 'begins_with(pk, :held)', ExpressionAttributeValues: { ':held': 'HELD#' } };
  for await (const { Items = [] } of paginateScan({ client: documents }, scan)) items.push(...Items.map((item) => keyed.parse(item)));
  return items.toSorted((left, right) => (`${left.pk}${left.sk}` < `${right.pk}${right.sk}` ? -1 : 1));
}

async function wipe(): Promise<void> {
  for (const { pk, sk } of await held()) await documents.send(new DeleteCommand({ TableName: tables.dossierTable, Key: { pk, sk } }));
  expect(await held()).toEqual([]);
}

/** As the relay's orders fill it, one dossier after the other. */
async function filled(): Promise<unknown[]> {
  await wipe();
  for (const dossier of dossiers) await open().holdings.keep(holdingsOf(dossier, procedure));
  return held();
}

describe('electronic stores that were wiped', () => {
  it('are told anew from the record as they were, open dossiers and ended ones, and those of desks', async () => {
    const before = await filled();
    expect(before).toHaveLength(82);
    await wipe();
    expect(await rebuildAll(open(), { dossiersAPage: 3 })).toEqual({ dossiers: 43, holdings: 82 });
    expect(await held()).toEqual(before);
  });

  it('are the same when it is done once more', async () => {
    const before = await filled();
    await rebuildAll(open());
    expect(await held()).toEqual(before);
  });

  it('are whole when a run was cut off and the next goes on where it stood', async () => {
    const before = await filled();
    await wipe();
    let place: RebuildPlace | undefined;
    let pages = 0;
    const cutOff = rebuildAll(open(), {
      dossiersAPage: 1,
      onPage: (next) => {
        place = next;
        pages += 1;
        if (pages === 50) throw new Error('cut off');
      },
    });
    await expect(cutOff).rejects.toThrow('cut off');
    expect((await held()).length).toBeLessThan(before.length);
    await rebuildAll(open(), { from: place, dossiersAPage: 1 });
    expect(await held()).toEqual(before);
  });

  it('can be told anew for one account, or from one dossier', async () => {
    const before = await filled();
    await wipe();
    expect(await rebuildOfOwner(open(), 'sub-1')).toEqual({ dossiers: 20, holdings: 40 });
    expect(await held()).toEqual(before.filter((item) => z.looseObject({ pk: z.string() }).parse(item).pk === 'HELD#sub-1'));
    await wipe();
    expect(await rebuildDossiers(open(), [dossiers[0]?.id ?? ''])).toEqual({ dossiers: 1, holdings: 2 });
  });

  it('are not told short: a dossier whose procedure is not in the register stops the run', async () => {
    const lost: RebuildTools = { ...open(), procedures: { version: () => Promise.resolve(undefined) } };
    await expect(rebuildAll(lost)).rejects.toThrow('There is no version');
  });
});
