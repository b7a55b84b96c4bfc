import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoSubscriptionStore } from '#functions/adapters/dynamodb/dynamo-subscription-store';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { listSubscriptions } from './list-subscriptions.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  subscriptions: createDynamoSubscriptionStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE }),
  authoriser: createCedarAuthoriser(),
};

export const handler = httpHandler(contract, (request) => listSubscriptions(tools, request));
