import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createDynamoProcedureStore } from '#functions/adapters/dynamodb/dynamo-procedure-store';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { environmentSchema } from './environment.ts';
import { lookUpDossier, lookUpPath } from './look-up-dossier.ts';

const environment = readEnvironment(environmentSchema);
const client = new DynamoDBClient({});
const tools = {
  store: createDynamoDossierStore({ client, tableName: environment.DOSSIER_TABLE }),
  procedures: createDynamoProcedureStore({ client, tableName: environment.REGISTER_TABLE, now: systemClock }),
};

export const handler = httpHandler({ route: 'GET /v1/lookup/{dossierCode}', access: 'public', idempotent: false, path: lookUpPath }, (request) => lookUpDossier(tools, request));
