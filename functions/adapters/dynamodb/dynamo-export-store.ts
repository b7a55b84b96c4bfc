import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type DataExport, dataExport, type ExportPart, exportPart } from '#domain/exports/data-export';
import type { ExportStore } from '#domain/exports/export-store';
import { allItemsUnder } from '#functions/adapters/dynamodb/all-items-under';
import { documentTable, type DocumentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import { epochSeconds, getJob, jobAttributes, putJob } from '#functions/adapters/dynamodb/job-item';
import * as keys from '#functions/adapters/dynamodb/register-keys';

const partItem = z.object({ part: exportPart });

/** Exports and their parts in the register table; keys and costs are in `docs/access-patterns.md`. */
export function createDynamoExportStore(access: TableAccess): ExportStore {
  const table = documentTable(access);
  const find = (id: string) => getJob(table, keys.exportKey(id), dataExport);
  return {
    create: async (order) => {
      if (await putJob(table, keys.exportKey(order.id), order)) return order;
      const there = await find(order.id);
      if (there === undefined) throw new Error(`The register refuses ${order.id} and does not have it`);
      return there;
    },
    find,
    commit: async (after, part) => {
      const isWritten = part === undefined ? await putJob(table, keys.exportKey(after.id), after) : await putWithPart(table, after, part);
      return isWritten ? 'committed' : 'conflict';
    },
    parts: async (id) => (await allItemsUnder(table, keys.exportPk(id), keys.PARTS)).map((item) => partItem.parse(item).part),
  };
}

async function putWithPart({ client, tableName: TableName }: DocumentTable, after: DataExport, part: ExportPart): Promise<boolean> {
  const guard = { ConditionExpression: '#version = :before', ExpressionAttributeNames: { '#version': 'version' }, ExpressionAttributeValues: { ':before': after.version - 1 } };
  const Item = { ...keys.partKey(after.id, part.part), part, expiresAtEpochSeconds: epochSeconds(after.expiresAt) };
  try {
    await client.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName, Item: jobAttributes(keys.exportKey(after.id), after), ...guard } }, { Put: { TableName, Item } }] }));
    return true;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
    if (codes.includes('ConditionalCheckFailed') || codes.includes('TransactionConflict')) return false;
    throw error;
  }
}
