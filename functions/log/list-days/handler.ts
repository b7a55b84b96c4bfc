import { createDynamoLogStore } from '#functions/adapters/dynamodb/dynamo-log-store';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { listDays } from './list-days.ts';

const tools = { log: createDynamoLogStore({ client: new DynamoDBClient({}), tableName: readEnvironment(environmentSchema).LOG_TABLE }) };

export const handler = httpHandler(contract, (request) => listDays(tools, request));
