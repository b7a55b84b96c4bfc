import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoDeliveryStore } from '#functions/adapters/dynamodb/dynamo-delivery-store';
import { createSqsWakeQueues } from '#functions/adapters/sqs/sqs-wake-queue';
import { readEnvironment } from '#functions/platform/environment';
import { scheduleHandler } from '#functions/platform/schedule';
import { environmentSchema } from './environment.ts';
import { wakeDeliveries } from './wake-deliveries.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  deliveries: createDynamoDeliveryStore({ client: new DynamoDBClient({}), tableName: environment.FEED_TABLE }),
  wakeQueues: createSqsWakeQueues(new SQSClient({}), { webhook: environment.WEBHOOK_WAKE_QUEUE_URL, 'national-portal': environment.PORTAL_WAKE_QUEUE_URL }),
};

export const handler = scheduleHandler('wake-deliveries', (now) => wakeDeliveries(tools, now));
