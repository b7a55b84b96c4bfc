import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { EventSender } from '#domain/notifications/event-sender';
import { wake } from '#domain/notifications/wake-queue';
import { createDynamoDeliveryStore } from '#functions/adapters/dynamodb/dynamo-delivery-store';
import { createDynamoFeedStore } from '#functions/adapters/dynamodb/dynamo-feed-store';
import { createDynamoSubscriptionStore } from '#functions/adapters/dynamodb/dynamo-subscription-store';
import { createSqsWakeQueue } from '#functions/adapters/sqs/sqs-wake-queue';
import { systemClock } from '#functions/platform/clock';
import { deliverFeed } from '#functions/platform/deliveries/deliver-feed';
import type { DeliverFeedTools } from '#functions/platform/deliveries/line-run';
import { queueHandler, type QueueLambda } from '#functions/platform/queue';


/** What a function that delivers a channel is told. */
interface DeliveryEnvironment {
  readonly REGISTER_TABLE: string;
  readonly FEED_TABLE: string;
  readonly WAKE_QUEUE_URL: string;
  readonly PATIENT_QUEUE_URL: string;
}

/** Everything the engine needs, with the sender of one channel. */
function deliveryTools(environment: DeliveryEnvironment, sender: EventSender): DeliverFeedTools {
  const dynamo = new DynamoDBClient({});
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  return {
    subscriptions: createDynamoSubscriptionStore({ client: dynamo, tableName: environment.REGISTER_TABLE }),
    feed: createDynamoFeedStore({ client: dynamo, tableName: environment.FEED_TABLE }),
    deliveries: createDynamoDeliveryStore({ client: dynamo, tableName: environment.FEED_TABLE }),
    sender,
    wakes: createSqsWakeQueue({ client: sqs, queueUrl: environment.WAKE_QUEUE_URL }),
    patientWakes: createSqsWakeQueue({ client: sqs, queueUrl: environment.PATIENT_QUEUE_URL }),
    clock: systemClock,
    chance: Math.random,
    newOwner: randomUUID,
  };
}

/** A worker on both queues of a channel. */
export function deliveryHandler(environment: DeliveryEnvironment, sender: EventSender): QueueLambda {
  const tools = deliveryTools(environment, sender);
  const patientQueue = environment.PATIENT_QUEUE_URL.split('/').at(-1);
  return queueHandler({ queue: 'wakes', message: wake }, (message, { queueArn }) => deliverFeed(tools, message, queueArn.split(':').at(-1) === patientQueue));
}
