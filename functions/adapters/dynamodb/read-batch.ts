import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import type { ItemKey } from '#functions/adapters/dynamodb/dossier-keys';

/** Those of at most 100 items that are there, in no order. */
export async function readBatch({ client, tableName }: DocumentTable, keys: readonly ItemKey[], { consistent }: { readonly consistent: boolean }): Promise<unknown[]> {
  const found: unknown[] = [];
  let wanted: Record<string, unknown>[] = keys.map((key) => ({ ...key }));
  while (wanted.length > 0) {
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetCommand({ RequestItems: { [tableName]: { Keys: wanted, ConsistentRead: consistent } } }));
    found.push(...(Responses?.[tableName] ?? []));
    wanted = UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return found;
}
