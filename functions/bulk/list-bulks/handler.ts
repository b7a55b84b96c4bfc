import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoBulkStore } from '#functions/adapters/dynamodb/dynamo-bulk-store';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { listBulks } from './list-bulks.ts';

const { REGISTER_TABLE: tableName } = readEnvironment(environmentSchema);
const tools = { store: createDynamoBulkStore({ client: new DynamoDBClient({}), tableName }), authoriser: createCedarAuthoriser() };

export const handler = httpHandler(contract, (request) => listBulks(tools, request));
