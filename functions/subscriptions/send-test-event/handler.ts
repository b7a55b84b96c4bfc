import { createWebhookEventSender } from '#functions/adapters/agency-http/webhook-event-sender';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoSubscriptionStore } from '#functions/adapters/dynamodb/dynamo-subscription-store';
import { createKmsSecretBox } from '#functions/adapters/kms/kms-secret-box';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { TEST_TIMEOUT_MILLISECONDS } from '#functions/platform/send-test-event';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { sendTestEvent } from './send-test-event.ts';

const environment = readEnvironment(environmentSchema);
const secrets = createKmsSecretBox({ client: new KMSClient({}), keyId: environment.SECRET_KEY_ID });
const tools = {
  subscriptions: createDynamoSubscriptionStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE }),
  authoriser: createCedarAuthoriser(),
  sender: createWebhookEventSender({ box: secrets, allowLoopback: environment.WEBHOOK_ALLOW_LOOPBACK === 'true', totalTimeoutMilliseconds: TEST_TIMEOUT_MILLISECONDS }),
};

export const handler = httpHandler(contract, (request) => sendTestEvent(tools, request));
