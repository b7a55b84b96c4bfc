import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createDynamoFeedStore } from '#functions/adapters/dynamodb/dynamo-feed-store';
import { createDynamoSubscriptionStore } from '#functions/adapters/dynamodb/dynamo-subscription-store';
import { createSqsKeepingQueue } from '#functions/adapters/sqs/sqs-keeping-queue';
import { createSqsScanQueue } from '#functions/adapters/sqs/sqs-scan-queue';
import { createSqsWakeQueues } from '#functions/adapters/sqs/sqs-wake-queue';
import { createMachineSignals } from '#functions/adapters/step-functions/machine-signals';
import type { RelayTools } from '#functions/platform/relay-dossier';

interface RelayEnvironment {
  readonly DOSSIER_TABLE: string;
  readonly REGISTER_TABLE: string;
  readonly FEED_TABLE: string;
  readonly WEBHOOK_WAKE_QUEUE_URL: string;
  readonly PORTAL_WAKE_QUEUE_URL?: string | undefined;
  readonly LIFECYCLE_MACHINE_ARN: string;
  readonly CONSULTATION_MACHINE_ARN: string;
  readonly KEEPING_QUEUE_URL: string;
  readonly SCAN_QUEUE_URL: string;
  readonly SIGNING_MACHINE_ARN: string;
}

/** What passes events on: the record, the feeds and their subscriptions, the machines, and the queues of wakes. */
export function relayTools(environment: RelayEnvironment): RelayTools {
  const client = new DynamoDBClient({});
  const sqs = new SQSClient({});
  return {
    store: createDynamoDossierStore({ client, tableName: environment.DOSSIER_TABLE }),
    feed: createDynamoFeedStore({ client, tableName: environment.FEED_TABLE }),
    subscriptions: createDynamoSubscriptionStore({ client, tableName: environment.REGISTER_TABLE }),
    machines: createMachineSignals({
      client: new SFNClient({}),
      lifecycleMachineArn: environment.LIFECYCLE_MACHINE_ARN,
      consultationMachineArn: environment.CONSULTATION_MACHINE_ARN,
      signingMachineArn: environment.SIGNING_MACHINE_ARN,
    }),
    wakeQueues: createSqsWakeQueues(sqs, { webhook: environment.WEBHOOK_WAKE_QUEUE_URL, 'national-portal': environment.PORTAL_WAKE_QUEUE_URL }),
    keeping: createSqsKeepingQueue({ client: sqs, queueUrl: environment.KEEPING_QUEUE_URL }),
    scans: createSqsScanQueue({ client: sqs, queueUrl: environment.SCAN_QUEUE_URL }),
  };
}
