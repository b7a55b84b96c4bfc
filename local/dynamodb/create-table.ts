import { z } from 'zod';

import { CellError } from '../cell/cell-error.ts';
import { callDynamodb, DynamodbError } from './call-dynamodb.ts';
import type { TableDefinition } from './table-definition.ts';

const description = z.object({
  Table: z.object({
    KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.string() })),
    GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string() })).default([]),
    LatestStreamArn: z.string().optional(),
  }),
});

/**
 * Creates the table, or brings an existing one up to date with indexes that were added to the template since.
 * Throws a CellError if the keys have changed, which no table survives.
 */
export async function createTable(endpoint: string, table: TableDefinition): Promise<void> {
  const existing = await describeTable(endpoint, table.name);
  if (existing === undefined) await create(endpoint, table);
  else await update(endpoint, table, existing);
  if (table.TimeToLiveSpecification?.Enabled === true) await enableTimeToLive(endpoint, table, table.TimeToLiveSpecification.AttributeName);
}

/** The stream's name in the embedded store, which is not the one the template's ARN promises. */
export async function storedStreamArn(endpoint: string, tableName: string): Promise<string> {
  const found = await describeTable(endpoint, tableName);
  if (found?.LatestStreamArn === undefined) throw new CellError(`The table ${tableName} has no stream.`);
  return found.LatestStreamArn;
}

async function describeTable(endpoint: string, name: string): Promise<z.infer<typeof description>['Table'] | undefined> {
  try {
    return description.parse(await callDynamodb(endpoint, 'DynamoDB.DescribeTable', { TableName: name })).Table;
  } catch (error) {
    if (error instanceof DynamodbError && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function create(endpoint: string, table: TableDefinition): Promise<void> {
  await callDynamodb(endpoint, 'DynamoDB.CreateTable', {
    TableName: table.name,
    AttributeDefinitions: table.AttributeDefinitions,
    KeySchema: table.KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    ...(table.GlobalSecondaryIndexes.length > 0 && { GlobalSecondaryIndexes: table.GlobalSecondaryIndexes }),
    ...(table.LocalSecondaryIndexes.length > 0 && { LocalSecondaryIndexes: table.LocalSecondaryIndexes }),
    ...(table.StreamSpecification && { StreamSpecification: { StreamEnabled: true, ...table.StreamSpecification } }),
  });
}

async function update(endpoint: string, table: TableDefinition, existing: z.infer<typeof description>['Table']): Promise<void> {
  const keysOf = (keys: readonly { AttributeName: string; KeyType: string }[]): string => keys.map((key) => `${key.KeyType} ${key.AttributeName}`).toSorted().join();
  if (keysOf(existing.KeySchema) !== keysOf(table.KeySchema)) {
    throw new CellError(`The keys of table ${table.name} have changed since the data folder was made; start with an empty data folder.`);
  }
  const present = new Set(existing.GlobalSecondaryIndexes.map(({ IndexName }) => IndexName));
  for (const index of table.GlobalSecondaryIndexes.filter(({ IndexName }) => !present.has(IndexName))) {
    await callDynamodb(endpoint, 'DynamoDB.UpdateTable', {
      TableName: table.name,
      AttributeDefinitions: table.AttributeDefinitions,
      GlobalSecondaryIndexUpdates: [{ Create: index }],
    });
  }
  if (table.StreamSpecification !== undefined && existing.LatestStreamArn === undefined) {
    await callDynamodb(endpoint, 'DynamoDB.UpdateTable', { TableName: table.name, StreamSpecification: { StreamEnabled: true, ...table.StreamSpecification } });
  }
}

async function enableTimeToLive(endpoint: string, table: TableDefinition, AttributeName: string): Promise<void> {
  try {
    await callDynamodb(endpoint, 'DynamoDB.UpdateTimeToLive', { TableName: table.name, TimeToLiveSpecification: { Enabled: true, AttributeName } });
  } catch (error) {
    // Enabled since an earlier start.
    if (!(error instanceof DynamodbError && error.name === 'ValidationException')) throw error;
  }
}
