import { isDeepStrictEqual } from 'node:util';
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { procedureDefinition, type ProcedureDefinition } from '#domain/procedures/procedure';
import type { ProcedureSummary, PublishOutcome } from '#domain/procedures/procedure-store';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/register-keys';

const versionItem = z.object({ definition: z.string() });

/** A version is written once, with its window; then it becomes the newest unless a newer one is there. */
export async function publishVersion(table: DocumentTable, definition: ProcedureDefinition): Promise<PublishOutcome> {
  const isNew = await writeVersion(table, definition);
  if (!isNew) {
    const published = await readVersion(table, definition.code, definition.version);
    if (!isDeepStrictEqual(published, procedureDefinition.parse(definition))) return { kind: 'version-taken' };
  }
  // Also when unchanged: the run that wrote the version may have stopped here.
  await writeNewest(table, definition);
  return { kind: isNew ? 'published' : 'unchanged' };
}

/** @throws ZodError when the register holds what is no procedure */
export async function readVersion({ client, tableName }: DocumentTable, code: string, version: number): Promise<ProcedureDefinition | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: keys.versionKey(code, version), ConsistentRead: true }));
  return Item === undefined ? undefined : procedureDefinition.parse(JSON.parse(versionItem.parse(Item).definition));
}

async function writeVersion({ client, tableName: TableName }: DocumentTable, definition: ProcedureDefinition): Promise<boolean> {
  const { code, version, status, effective } = definition;
  // Text is smaller than a map of maps, and is read only whole.
  const full = { ...keys.versionKey(code, version), definition: JSON.stringify(definition) };
  const window = { ...keys.windowKey(code, { from: effective.from, version }), version, status, effective };
  try {
    await client.send(
      new TransactWriteCommand({
        TransactItems: [{ Put: { TableName, Item: full, ConditionExpression: 'attribute_not_exists(pk)' } }, { Put: { TableName, Item: window } }],
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof TransactionCanceledException && error.CancellationReasons?.[0]?.Code === 'ConditionalCheckFailed') return false;
    throw error;
  }
}

async function writeNewest({ client, tableName }: DocumentTable, definition: ProcedureDefinition): Promise<void> {
  const { code, version, name, field, level } = definition;
  const summary: ProcedureSummary = { code, version, name, field, level };
  try {
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: { ...keys.newestKey(code), version, summary, listingPk: keys.PROCEDURE_LISTING, listingSk: code },
        ConditionExpression: 'attribute_not_exists(pk) OR #version < :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': version },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
