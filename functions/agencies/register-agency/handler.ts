import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { registerAgency } from './register-agency.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  agencies: createDynamoAgencyStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE }),
  authoriser: createCedarAuthoriser(),
};

export const handler = httpHandler(contract, (request) => registerAgency(tools, request));
