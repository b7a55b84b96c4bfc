import { createWebhookEventSender } from '#functions/adapters/agency-http/webhook-event-sender';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { createDynamoDeliveryStore } from '#functions/adapters/dynamodb/dynamo-delivery-store';
import { createDynamoFeedStore } from '#functions/adapters/dynamodb/dynamo-feed-store';
import { createDynamoSubscriptionStore } from '#functions/adapters/dynamodb/dynamo-subscription-store';
import { createKmsSecretBox } from '#functions/adapters/kms/kms-secret-box';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { TEST_TIMEOUT_MILLISECONDS } from '#functions/platform/send-test-event';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { createSubscription } from './create-subscription.ts';

const environment = readEnvironment(environmentSchema);
const client = new DynamoDBClient({});
const secrets = createKmsSecretBox({ client: new KMSClient({}), keyId: environment.SECRET_KEY_ID });
const allowsLoopback = environment.WEBHOOK_ALLOW_LOOPBACK === 'true';
const tools = {
  agencies: createDynamoAgencyStore({ client, tableName: environment.REGISTER_TABLE }),
  deliveries: createDynamoDeliveryStore({ client, tableName: environment.FEED_TABLE }),
  feed: createDynamoFeedStore({ client, tableName: environment.FEED_TABLE }),
  subscriptions: createDynamoSubscriptionStore({ client, tableName: environment.REGISTER_TABLE }),
  authoriser: createCedarAuthoriser(),
  sender: createWebhookEventSender({ box: secrets, allowLoopback: allowsLoopback, totalTimeoutMilliseconds: TEST_TIMEOUT_MILLISECONDS }),
  secrets,
  allowsLoopback,
};

export const handler = httpHandler(contract, (request) => createSubscription(tools, request));
