import { createWebhookEventSender } from '#functions/adapters/agency-http/webhook-event-sender';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoSubscriptionStore } from '#functions/adapters/dynamodb/dynamo-subscription-store';
import { createKmsSecretBox } from '#functions/adapters/kms/kms-secret-box';
import { createSqsWakeQueues } from '#functions/adapters/sqs/sqs-wake-queue';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { TEST_TIMEOUT_MILLISECONDS } from '#functions/platform/send-test-event';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SQSClient } from '@aws-sdk/client-sqs';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { changeSubscription } from './change-subscription.ts';

const environment = readEnvironment(environmentSchema);
const secrets = createKmsSecretBox({ client: new KMSClient({}), keyId: environment.SECRET_KEY_ID });
const allowsLoopback = environment.WEBHOOK_ALLOW_LOOPBACK === 'true';
const tools = {
  subscriptions: createDynamoSubscriptionStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE }),
  authoriser: createCedarAuthoriser(),
  wakeQueues: createSqsWakeQueues(new SQSClient({ useQueueUrlAsEndpoint: false }), { webhook: environment.WEBHOOK_WAKE_QUEUE_URL, 'national-portal': environment.PORTAL_WAKE_QUEUE_URL }),
  sender: createWebhookEventSender({ box: secrets, allowLoopback: allowsLoopback, totalTimeoutMilliseconds: TEST_TIMEOUT_MILLISECONDS }),
  allowsLoopback,
};

export const handler = httpHandler(contract, (request) => changeSubscription(tools, request));
