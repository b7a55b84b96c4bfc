import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { clientTools } from '#functions/platform/client-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { registerClient } from './register-client.ts';

const environment = readEnvironment(environmentSchema);
const tools = { ...clientTools(environment), agencies: createDynamoAgencyStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE }) };

export const handler = httpHandler(contract, (request) => registerClient(tools, request));
