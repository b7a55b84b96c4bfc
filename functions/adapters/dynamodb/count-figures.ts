import * as z from 'zod';
import { rowChanges, type Counted, type CountChange, type RowChange } from '#domain/figures/counting';
import type { FigureRow } from '#domain/figures/figure-row';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import { factsFromText, factsToText } from '#functions/adapters/dynamodb/fact-text';
import { countedKey, dossierOfCounted, rowKey } from '#functions/adapters/dynamodb/figure-keys';
import { readBatch } from '#functions/adapters/dynamodb/read-batch';
import { type RoleWrite, transact } from '#functions/adapters/dynamodb/transact';

const countedItem = z.object({
  pk: z.string(),
  revision: z.number().int(),
  version: z.number().int(),
  facts: z.string().transform(factsFromText),
});

const DAY_SECONDS = 24 * 60 * 60;
/** Thirteen months and some days, so that a month can be compared with the same of the year before. */
const DAYS_KEPT = 400;
/** Twice the longest window of working time, Tết in between. */
const PROMISES_KEPT_DAYS = 60;
/** Whoever waits longer than two years is on no gauge any more. */
const WAITING_KEPT_DAYS = 800;

export async function readCounted(table: DocumentTable, generation: number, dossierIds: readonly string[]): Promise<ReadonlyMap<string, Counted>> {
  const items = await readBatch(table, dossierIds.map((id) => countedKey(generation, id)), { consistent: true });
  return new Map(
    items.map((item) => {
      const { pk, ...counted } = countedItem.parse(item);
      return [dossierOfCounted(pk), counted];
    }),
  );
}

/** One transaction: the rows are added to on condition that nobody has counted one of the dossiers meanwhile. */
export async function countFigures(table: DocumentTable, generation: number, changes: readonly CountChange[]): Promise<'counted' | 'conflict'> {
  const plan = [
    ...changes.map((change): RoleWrite<'counted'> => ({ role: 'counted', item: countedWrite(change, generation, table.tableName) })),
    ...rowChanges(changes).map((change): RoleWrite<'row'> => ({ role: 'row', item: rowWrite(change, generation, table.tableName) })),
  ];
  const { kind } = await transact<'counted' | 'row'>(table.client, plan);
  return kind === 'written' ? 'counted' : 'conflict';
}

function countedWrite({ dossierId, before, after }: CountChange, generation: number, TableName: string): RoleWrite<'counted'>['item'] {
  const { revision, version, facts } = after;
  const Item = { ...countedKey(generation, dossierId), revision, version, facts: factsToText(facts) };
  if (before === undefined) return { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
  return { Put: { TableName, Item, ConditionExpression: 'revision = :before', ExpressionAttributeValues: { ':before': before.revision } } };
}

function rowWrite({ row, counts }: RowChange, generation: number, TableName: string): RoleWrite<'row'>['item'] {
  const added = Object.entries(counts);
  const expires = expiryOf(row);
  return {
    Update: {
      TableName,
      Key: rowKey(generation, row),
      UpdateExpression: `${expires === undefined ? '' : 'SET expiresAtEpochSeconds = :expires '}ADD ${added.map((_each, index) => `#c${index} :c${index}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(added.map(([name], index) => [`#c${index}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(added.map(([, amount], index) => [`:c${index}`, amount])),
        ...(expires === undefined ? {} : { ':expires': expires }),
      },
    },
  };
}

/** How things stand and what happened in a month is kept for good. */
function expiryOf(row: FigureRow): number | undefined {
  switch (row.kind) {
    case 'now':
    case 'month':
      return undefined;
    case 'day':
    case 'settled':
      return endOf(row.day, DAYS_KEPT);
    case 'waiting':
      return endOf(row.day, WAITING_KEPT_DAYS);
    case 'promises':
      return endOf(row.from.slice(0, 'yyyy-mm-dd'.length), PROMISES_KEPT_DAYS);
  }
}

function endOf(day: string, keptDays: number): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000 + keptDays * DAY_SECONDS;
}
