import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { keepingOrder } from '#domain/keeping/keeping-orders';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createDynamoHoldingStore } from '#functions/adapters/dynamodb/dynamo-holding-store';
import { createDynamoProcedureStore } from '#functions/adapters/dynamodb/dynamo-procedure-store';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { queueHandler } from '#functions/platform/queue';
import { environmentSchema } from './environment.ts';
import { keepPapers } from './keep-papers.ts';

const environment = readEnvironment(environmentSchema);
const client = new DynamoDBClient({});
const tools = {
  store: createDynamoDossierStore({ client, tableName: environment.DOSSIER_TABLE }),
  holdings: createDynamoHoldingStore({ client, tableName: environment.DOSSIER_TABLE }),
  procedures: createDynamoProcedureStore({ client, tableName: environment.REGISTER_TABLE, now: systemClock }),
};

export const handler = queueHandler({ queue: 'keeping', message: keepingOrder }, (order) => keepPapers(tools, order));
