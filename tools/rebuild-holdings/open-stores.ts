import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Temporal } from '#domain/kernel/temporal';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createDynamoHoldingStore } from '#functions/adapters/dynamodb/dynamo-holding-store';
import { createDynamoProcedureStore } from '#functions/adapters/dynamodb/dynamo-procedure-store';
import { describeLocalCell, LOCAL_ACCESS } from '#tools/cell/local-cell';
import type { RebuildTools } from './rebuild-holdings.ts';

export interface StoresPlace {
  readonly dossierTable: string;
  readonly registerTable: string;
  /** Of a local cell; absent on AWS, where the usual credentials and region count. */
  readonly dynamodb?: string;
}

/** Opens the record and the register for reading, and the electronic stores for writing: Query and GetItem of both tables, PutItem of `HELD#*`. */
export function openStores({ dossierTable: tableName, registerTable, dynamodb }: StoresPlace): RebuildTools {
  const client = new DynamoDBClient(dynamodb === undefined ? {} : { ...LOCAL_ACCESS, endpoint: dynamodb });
  return {
    store: createDynamoDossierStore({ client, tableName }),
    procedures: createDynamoProcedureStore({ client, tableName: registerTable, now: () => Temporal.Now.instant() }),
    holdings: createDynamoHoldingStore({ client, tableName }),
  };
}

/** Asks a running local cell where its stores are. */
export async function storesOfLocalCell(control: string): Promise<StoresPlace> {
  const { url, named } = await describeLocalCell(control);
  return { dossierTable: named(/DynamoDB/, /DossierTable/), registerTable: named(/DynamoDB/, /RegisterTable/), dynamodb: url('dynamodb') };
}
