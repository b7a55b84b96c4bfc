import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { registerWebhookEndpoint } from './register-webhook-endpoint.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  agencies: createDynamoAgencyStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE }),
  authoriser: createCedarAuthoriser(),
  allowsLoopback: environment.WEBHOOK_ALLOW_LOOPBACK === 'true',
};

export const handler = httpHandler(contract, (request) => registerWebhookEndpoint(tools, request));
