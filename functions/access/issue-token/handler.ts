import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoClientStore } from '#functions/adapters/dynamodb/dynamo-client-store';
import { createDynamoOnceStore } from '#functions/adapters/dynamodb/dynamo-once-store';
import { createDynamoTokenStore } from '#functions/adapters/dynamodb/dynamo-token-store';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { issueToken } from './issue-token.ts';

const table = { client: new DynamoDBClient({}), tableName: readEnvironment(environmentSchema).ACCESS_TABLE };
const tools = { clients: createDynamoClientStore(table), tokens: createDynamoTokenStore({ ...table, now: systemClock }), once: createDynamoOnceStore(table) };

export const handler = httpHandler(contract, (request) => issueToken(tools, request));
