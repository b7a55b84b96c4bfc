import '#test/functions/platform/quiet';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { recordEvents } from '#domain/dossiers/record-events';
import type { Dossier } from '#domain/dossiers/dossier';
import { Temporal } from '#domain/kernel/temporal';
import { dayPageKey } from '#domain/log/day-files';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createDynamoLogStore } from '#functions/adapters/dynamodb/dynamo-log-store';
import { sealDays } from '#functions/log/seal-day/seal-day';
import { chainTools } from '#functions/platform/chain-tools';
import { noteHeads } from '#functions/platform/note-heads';
import { catalogueProcedure } from '#test/domain/dossiers/catalogue-procedure';
import { APPLICATION, Story } from '#test/domain/dossiers/story';
import { startTestTables, type TestTables } from '#test/support/dynamodb/start-test-tables';
import { InMemoryVault } from '#test/support/fakes/in-memory-vault';
import { createOwnKeyStatementSigner } from '#test/support/fakes/own-key-statement-signer';
import { auditLog } from '#tools/audit-log/audit-log';
import { storeOver } from '#tools/audit-log/open-store';

const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Ho_Chi_Minh').toInstant();
const NOW = at('2026-11-26T03:00');
const signer = createOwnKeyStatementSigner();
const story = new Story(catalogueProcedure('1.013225'), '2026-11-23T09:00').begun();
const { dossier, recorded } = story;
const pk = `D#${dossier.id}`;
const eventKey = (seq: number) => ({ pk, sk: `E#${String(seq).padStart(6, '0')}` });
const LAST = recorded.length;

let tables: TestTables;
let documents: DynamoDBDocumentClient;
let vault: InMemoryVault;
const table = () => ({ client: tables.client, tableName: tables.dossierTable });
const log = () => createDynamoLogStore({ client: tables.client, tableName: tables.logTable });

/** A store of its own for each test: one dossier of 23 November, and every day up to the 25th sealed. */
beforeEach(async () => {
  tables = await startTestTables();
  documents = DynamoDBDocumentClient.from(tables.client, { marshallOptions: { removeUndefinedValues: true } });
  vault = new InMemoryVault(() => NOW);
  await createDynamoDossierStore(table()).commit({ before: undefined, after: dossier, events: recorded, wakeAt: undefined });
  const tools = { log: log(), vault, signer, issuer: 'H99' };
  await sealDays(tools, at('2026-11-23T01:12'));
  await noteHeads(log(), recorded, at('2026-11-23T09:00:05'));
  await sealDays(tools, at('2026-11-26T01:12'));
});
afterEach(() => tables.stop());

async function audit(published: NonNullable<Parameters<typeof auditLog>[1]['published']> = []) {
  return auditLog(storeOver({ client: tables.client, dossierTable: tables.dossierTable, logTable: tables.logTable }, vault), { now: NOW, published });
}

async function firstBreak() {
  const [first] = (await audit()).breaks;
  return first;
}

async function itemAt(key: { pk: string; sk: string }): Promise<Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).parse((await documents.send(new GetCommand({ TableName: tables.dossierTable, Key: key }))).Item);
}

async function rewrite(key: { pk: string; sk: string }, change: (text: string) => string): Promise<void> {
  const item: Record<string, unknown> = JSON.parse(change(JSON.stringify(await itemAt(key))));
  await documents.send(new PutCommand({ TableName: tables.dossierTable, Item: item }));
}

/** What somebody with all rights to the table could do: the last events other than they were, chained anew, state and all. */
async function rewriteTail(): Promise<void> {
  const [created] = recorded;
  if (created === undefined) throw new Error('no event');
  let after: Dossier | undefined;
  const events = recorded.flatMap(({ event, at: when, by, dossierId }, index) => {
    const chain = { ...chainTools, newSalt: () => dossier.salt ?? '' };
    const changed = recordEvents(after, [event], { dossierId, at: when, by: index === LAST - 1 ? { ...by, id: 'officer-8' } : by, application: APPLICATION, chain });
    after = changed.after;
    return changed.recorded;
  });
  for (const event of events) await documents.send(new PutCommand({ TableName: tables.dossierTable, Item: { ...eventKey(event.seq), itemType: 'EVENT', ...event } }));
  const head = Buffer.from(after?.head ?? '', 'hex').toString('base64url');
  await documents.send(new UpdateCommand({ TableName: tables.dossierTable, Key: { pk, sk: 'A#META' }, UpdateExpression: 'SET head = :head', ExpressionAttributeValues: { ':head': head } }));
}

it('finds a store whole that nobody touched', async () => {
  expect(await audit()).toEqual({ breaks: [], dossiers: 1, events: LAST, days: 4 });
});

describe('what somebody who reaches the table changes is found and named', () => {
  it('one byte of an event', async () => {
    await rewrite(eventKey(2), (text) => text.replace('"at":"2026-11-23T02', '"at":"2026-11-23T01'));
    expect(await firstBreak()).toMatchObject({ what: 'event-changed', dossierId: dossier.id, seq: 2 });
  });

  it('who did it', async () => {
    await rewrite(eventKey(3), (text) => text.replace('officer-7', 'officer-8'));
    expect(await firstBreak()).toMatchObject({ what: 'event-changed', seq: 3 });
  });

  it('an event taken away, in the middle or at the end', async () => {
    const end = await itemAt(eventKey(LAST));
    await documents.send(new DeleteCommand({ TableName: tables.dossierTable, Key: eventKey(LAST) }));
    expect(await firstBreak()).toMatchObject({ what: 'event-missing', dossierId: dossier.id, seq: LAST });
    await documents.send(new PutCommand({ TableName: tables.dossierTable, Item: end }));
    await documents.send(new DeleteCommand({ TableName: tables.dossierTable, Key: eventKey(2) }));
    expect(await firstBreak()).toMatchObject({ what: 'event-missing', seq: 2 });
  });

  it('a tail written anew with every hash right: the sealed day does not know it', async () => {
    await rewriteTail();
    const { breaks } = await audit();
    expect(breaks).toMatchObject([{ what: 'sealed-head-differs', dossierId: dossier.id, seq: LAST, day: '2026-11-23' }]);
  });

  it('the application', async () => {
    await rewrite({ pk, sk: 'B#APPLICATION' }, (text) => text.replace('001099012345', '001099012346'));
    expect(await firstBreak()).toMatchObject({ what: 'application-changed', dossierId: dossier.id });
  });

  it('the state beside the events', async () => {
    await documents.send(new UpdateCommand({ TableName: tables.dossierTable, Key: { pk, sk: 'A#META' }, UpdateExpression: 'SET dueAt = :dueAt', ExpressionAttributeValues: { ':dueAt': '2027-12-01T10:00:00.000Z' } }));
    expect(await firstBreak()).toMatchObject({ what: 'state-differs', dossierId: dossier.id, says: expect.stringContaining('dueAt') });
  });

  it('a dossier that is gone', async () => {
    for (const sk of (await storeOver({ client: tables.client, dossierTable: tables.dossierTable, logTable: tables.logTable }, vault).items(dossier.id)).map((item) => z.looseObject({ sk: z.string() }).parse(item).sk)) {
      await documents.send(new DeleteCommand({ TableName: tables.dossierTable, Key: { pk, sk } }));
    }
    expect(await firstBreak()).toMatchObject({ what: 'dossier-missing', dossierId: dossier.id, day: '2026-11-23' });
  });

  it('hashes taken off, as if the dossier were older than the chains', async () => {
    for (const { seq } of recorded) await rewrite(eventKey(seq), (text) => text.replace(/,"hash":"[0-9a-f]{64}"|"hash":"[0-9a-f]{64}",/, ''));
    expect(await firstBreak()).toMatchObject({ what: 'event-unchained', seq: 1 });
  });
});

describe('what somebody changes in the days is found and named', () => {
  const dayKey = { pk: 'DAY', sk: '2026-11-23' };

  it('the root of a day', async () => {
    await documents.send(new UpdateCommand({ TableName: tables.logTable, Key: dayKey, UpdateExpression: 'SET root = :root', ExpressionAttributeValues: { ':root': 'b'.repeat(64) } }));
    expect(await firstBreak()).toMatchObject({ what: 'day-not-as-signed', day: '2026-11-23' });
  });

  it('a day signed anew: the day after it was signed behind another', async () => {
    const day = await log().day('2026-11-24');
    const statement = await signer.sign({ iss: 'H99', iat: 1, kind: 'log-day', day: '2026-11-24', size: day?.size, root: day?.root });
    await documents.send(new UpdateCommand({ TableName: tables.logTable, Key: { ...dayKey, sk: '2026-11-24' }, UpdateExpression: 'SET #statement = :statement', ExpressionAttributeNames: { '#statement': 'statement' }, ExpressionAttributeValues: { ':statement': statement } }));
    expect((await audit()).breaks.map(({ what, day: which }) => [what, which])).toEqual([['days-not-chained', '2026-11-24'], ['days-not-chained', '2026-11-25']]);
  });

  it('a day taken away', async () => {
    await documents.send(new DeleteCommand({ TableName: tables.logTable, Key: dayKey }));
    expect(await firstBreak()).toMatchObject({ what: 'day-missing', day: '2026-11-23' });
  });

  it('the leaves in the vault', async () => {
    const day = await log().day('2026-11-23');
    const key = dayPageKey(day ?? { day: '', root: '' }, 0);
    const held = vault.objects.get(key);
    if (held === undefined) throw new Error('no leaves');
    vault.objects.set(key, { ...held, bytes: new TextEncoder().encode(JSON.stringify([[dossier.id, 1, 'c'.repeat(64)]])) });
    expect(await firstBreak()).toMatchObject({ what: 'leaves-differ', day: '2026-11-23' });
  });

  it('all of it written anew with our own key, by a copy of what was published', async () => {
    const [kept] = (await log().days({ limit: 1 })).rows;
    const { breaks } = await audit(kept === undefined ? [] : [{ ...kept, statement: 'as it was published' }]);
    expect(breaks).toMatchObject([{ what: 'not-as-published', day: '2026-11-25' }]);
  });
});

it('an event that was never noted, and never sealed, is found once its day is over', async () => {
  story.at('2026-11-24T09:00').answer(story.openSteps()[0] ?? '');
  const later = story.recorded.slice(LAST);
  await createDynamoDossierStore(table()).commit({ before: dossier, after: story.dossier, events: later, wakeAt: undefined });
  expect(await firstBreak()).toMatchObject({ what: 'never-sealed', dossierId: dossier.id, seq: LAST + 1 });
});
