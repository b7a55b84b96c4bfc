import { createDynamoProcedureStore } from '#functions/adapters/dynamodb/dynamo-procedure-store';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { searchProcedures } from './search-procedures.ts';

const environment = readEnvironment(environmentSchema);
const tools = { procedures: createDynamoProcedureStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE, now: systemClock }) };

export const handler = httpHandler(contract, (request) => searchProcedures(tools, request));
