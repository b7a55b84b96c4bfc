import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoCalendarStore } from '#functions/adapters/dynamodb/dynamo-calendar-store';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createDynamoProcedureStore } from '#functions/adapters/dynamodb/dynamo-procedure-store';
import type { AdvanceDependencies } from '#functions/platform/advance-dossier';
import type { Clock } from '#functions/platform/clock';

/** What a machine's task works with; it needs no policies, because nobody calls it but the machine. */
export function advanceTools(tables: { readonly DOSSIER_TABLE: string; readonly REGISTER_TABLE: string }, now: Clock): AdvanceDependencies {
  const client = new DynamoDBClient({});
  return {
    store: createDynamoDossierStore({ client, tableName: tables.DOSSIER_TABLE }),
    calendars: createDynamoCalendarStore({ client, tableName: tables.REGISTER_TABLE, now }),
    procedures: createDynamoProcedureStore({ client, tableName: tables.REGISTER_TABLE, now }),
    now,
  };
}
