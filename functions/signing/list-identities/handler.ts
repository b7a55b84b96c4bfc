import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoSigningIdentityStore } from '#functions/adapters/dynamodb/dynamo-signing-identity-store';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { listIdentities } from './list-identities.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  identities: createDynamoSigningIdentityStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE }),
  authoriser: createCedarAuthoriser(),
};

export const handler = httpHandler(contract, (request) => listIdentities(tools, request));
