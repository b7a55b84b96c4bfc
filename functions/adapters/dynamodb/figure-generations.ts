import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { FigureStore, Generations } from '#domain/figures/figure-store';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import { GENERATIONS } from '#functions/adapters/dynamodb/figure-keys';

const FIRST = 1;
const generationsItem = z.object({ live: z.number().int(), building: z.number().int().optional(), partsLeft: z.set(z.string()).optional() });

/** As they stand now: a counter that did not see a rebuild begin would leave dossiers out of it. */
export async function readGenerations({ client, tableName }: DocumentTable): Promise<Generations> {
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: GENERATIONS, ConsistentRead: true }));
  return Item === undefined ? { live: FIRST } : toGenerations(Item);
}

export async function beginRebuild(table: DocumentTable, parts: readonly string[]): ReturnType<FigureStore['beginRebuild']> {
  await unlessRefused(() =>
    table.client.send(
      new UpdateCommand({
        TableName: table.tableName,
        Key: GENERATIONS,
        UpdateExpression: 'SET live = if_not_exists(live, :first), building = if_not_exists(live, :first) + :one, partsLeft = :parts',
        ConditionExpression: 'attribute_not_exists(building)',
        ExpressionAttributeValues: { ':first': FIRST, ':one': 1, ':parts': new Set(parts) },
      }),
    ),
  );
  const { building, ...rest } = await readGenerations(table);
  // It can only have ended between the two calls.
  return { ...rest, building: building ?? rest.live };
}

export async function endPart(table: DocumentTable, generation: number, part: string): Promise<void> {
  const stillBuilding = { ':generation': generation };
  await unlessRefused(() =>
    table.client.send(
      new UpdateCommand({
        TableName: table.tableName,
        Key: GENERATIONS,
        UpdateExpression: 'DELETE partsLeft :part',
        ConditionExpression: 'building = :generation',
        ExpressionAttributeValues: { ...stillBuilding, ':part': new Set([part]) },
      }),
    ),
  );
  // An empty set is no attribute: with the last part it is gone.
  await unlessRefused(() =>
    table.client.send(
      new UpdateCommand({
        TableName: table.tableName,
        Key: GENERATIONS,
        UpdateExpression: 'SET live = :generation REMOVE building',
        ConditionExpression: 'building = :generation AND attribute_not_exists(partsLeft)',
        ExpressionAttributeValues: stillBuilding,
      }),
    ),
  );
}

async function unlessRefused(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

function toGenerations(item: unknown): Generations {
  const { live, building, partsLeft } = generationsItem.parse(item);
  return { live, ...(building === undefined ? {} : { building, partsLeft: partsLeft?.size ?? 0 }) };
}
