import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoDeliveryStore } from '#functions/adapters/dynamodb/dynamo-delivery-store';
import { createDynamoFeedStore } from '#functions/adapters/dynamodb/dynamo-feed-store';
import { createDynamoSubscriptionStore } from '#functions/adapters/dynamodb/dynamo-subscription-store';
import { createSqsWakeQueues } from '#functions/adapters/sqs/sqs-wake-queue';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { requestReplay } from './request-replay.ts';

const environment = readEnvironment(environmentSchema);
const client = new DynamoDBClient({});
const tools = {
  deliveries: createDynamoDeliveryStore({ client, tableName: environment.FEED_TABLE }),
  feed: createDynamoFeedStore({ client, tableName: environment.FEED_TABLE }),
  subscriptions: createDynamoSubscriptionStore({ client, tableName: environment.REGISTER_TABLE }),
  authoriser: createCedarAuthoriser(),
  wakeQueues: createSqsWakeQueues(new SQSClient({ useQueueUrlAsEndpoint: false }), { webhook: environment.WEBHOOK_WAKE_QUEUE_URL, 'national-portal': environment.PORTAL_WAKE_QUEUE_URL }),
};

export const handler = httpHandler(contract, (request) => requestReplay(tools, request));
