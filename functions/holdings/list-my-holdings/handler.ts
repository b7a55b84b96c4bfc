import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoHoldingStore } from '#functions/adapters/dynamodb/dynamo-holding-store';
import { createDynamoProcedureStore } from '#functions/adapters/dynamodb/dynamo-procedure-store';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { listMyHoldings } from './list-my-holdings.ts';

const environment = readEnvironment(environmentSchema);
const client = new DynamoDBClient({});
const tools = {
  holdings: createDynamoHoldingStore({ client, tableName: environment.DOSSIER_TABLE }),
  procedures: createDynamoProcedureStore({ client, tableName: environment.REGISTER_TABLE, now: systemClock }),
  authoriser: createCedarAuthoriser(),
};

export const handler = httpHandler(contract, (request) => listMyHoldings(tools, request));
