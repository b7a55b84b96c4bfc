import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { createDynamoDeliveryStore } from '#functions/adapters/dynamodb/dynamo-delivery-store';
import { createDynamoFeedStore } from '#functions/adapters/dynamodb/dynamo-feed-store';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { endpointTools } from '#functions/platform/subscription-tools';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { createSubscription } from './create-subscription.ts';

const environment = readEnvironment(environmentSchema);
const client = new DynamoDBClient({});
const tools = {
  ...endpointTools(environment),
  agencies: createDynamoAgencyStore({ client, tableName: environment.REGISTER_TABLE }),
  deliveries: createDynamoDeliveryStore({ client, tableName: environment.FEED_TABLE }),
  feed: createDynamoFeedStore({ client, tableName: environment.FEED_TABLE }),
};

export const handler = httpHandler(contract, (request) => createSubscription(tools, request));
