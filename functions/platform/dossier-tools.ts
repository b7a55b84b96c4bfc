import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoCalendarStore } from '#functions/adapters/dynamodb/dynamo-calendar-store';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createDynamoProcedureStore } from '#functions/adapters/dynamodb/dynamo-procedure-store';
import type { ChangeDossierTools } from '#functions/platform/change-dossier';
import { systemClock } from '#functions/platform/clock';

interface Tables {
  readonly DOSSIER_TABLE: string;
  readonly REGISTER_TABLE: string;
}

/** What every function that moves or reads a dossier works with: the record, the procedures, the policies. */
export function dossierTools(tables: Tables): ChangeDossierTools {
  const client = new DynamoDBClient({});
  return {
    store: createDynamoDossierStore({ client, tableName: tables.DOSSIER_TABLE }),
    procedures: createDynamoProcedureStore({ client, tableName: tables.REGISTER_TABLE, now: systemClock }),
    calendars: createDynamoCalendarStore({ client, tableName: tables.REGISTER_TABLE, now: systemClock }),
    authoriser: createCedarAuthoriser(),
  };
}
