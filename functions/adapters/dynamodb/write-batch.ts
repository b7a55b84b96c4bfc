import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';

/** DynamoDB takes so many items in one batch. */
const MAX_ITEMS = 25;
const MAX_ATTEMPTS = 5;
const FIRST_PAUSE_MILLISECONDS = 20;

/** Puts items that nobody else writes at the same time. @throws when some were left, even after tries of its own */
export async function writeBatch(table: DocumentTable, items: readonly Record<string, unknown>[]): Promise<void> {
  for (let index = 0; index < items.length; index += MAX_ITEMS) await writeSome(table, items.slice(index, index + MAX_ITEMS));
}

async function writeSome({ client, tableName }: DocumentTable, items: readonly Record<string, unknown>[]): Promise<void> {
  let left: NonNullable<NonNullable<ConstructorParameters<typeof BatchWriteCommand>[0]['RequestItems']>[string]> = items.map((Item) => ({ PutRequest: { Item } }));
  for (let attempt = 1; left.length > 0; attempt += 1) {
    if (attempt > MAX_ATTEMPTS) throw new Error(`The table left ${left.length} of ${items.length} items`);
    if (attempt > 1) await sleep(Math.random() * FIRST_PAUSE_MILLISECONDS * 2 ** attempt);
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [tableName]: left } }));
    left = UnprocessedItems?.[tableName] ?? [];
  }
}
