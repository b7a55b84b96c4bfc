import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { HttpWebhookSender } from '#functions/adapters/agency-http/webhook-sender';
import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { SqsMessageDelay } from '#functions/adapters/sqs/sqs-message-delay';
import { readEnvironment } from '#functions/platform/environment';
import { queueHandler } from '#functions/platform/queue';
import { deliverWebhook, webhookMessage } from './deliver-webhook.ts';
import { environmentSchema } from './environment.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  agencies: createDynamoAgencyStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE }),
  sender: new HttpWebhookSender({ allowLoopback: environment.WEBHOOK_ALLOW_LOOPBACK === 'true' }),
  // The queue's URL only names the queue; where SQS is, the client knows.
  delay: new SqsMessageDelay(new SQSClient({ useQueueUrlAsEndpoint: false })),
  chance: Math.random,
};

export const handler = queueHandler({ queue: 'webhooks', message: webhookMessage }, (message, delivery) => deliverWebhook(tools, message, delivery));
