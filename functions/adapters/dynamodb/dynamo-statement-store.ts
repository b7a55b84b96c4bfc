import * as z from 'zod';
import type { StatementStore } from '#domain/documents/statement-store';
import { documentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import { statementKey } from '#functions/adapters/dynamodb/log-keys';
import { getItem, putOnce } from '#functions/adapters/dynamodb/put-once';

const statementItem = z.object({ statement: z.string() });

/** Signed statements in the log table, written once. */
export function createDynamoStatementStore(access: TableAccess): StatementStore {
  const table = documentTable(access);
  return {
    kept: async (name) => statementItem.optional().parse(await getItem(table, statementKey(name)))?.statement,
    keepOnce: async (name, statement) => statementItem.parse(await putOnce(table, { ...statementKey(name), statement })).statement,
  };
}
