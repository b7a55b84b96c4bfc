import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createDynamoProcedureStore } from '#functions/adapters/dynamodb/dynamo-procedure-store';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { lookUpDossier } from './look-up-dossier.ts';

const environment = readEnvironment(environmentSchema);
const client = new DynamoDBClient({});
const tools = {
  store: createDynamoDossierStore({ client, tableName: environment.DOSSIER_TABLE }),
  procedures: createDynamoProcedureStore({ client, tableName: environment.REGISTER_TABLE, now: systemClock }),
};

export const handler = httpHandler(contract, (request) => lookUpDossier(tools, request));
