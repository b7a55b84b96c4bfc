import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createSqsWebhookQueue } from '#functions/adapters/sqs/webhook-queue';
import { createMachineSignals } from '#functions/adapters/step-functions/machine-signals';
import type { RelayTools } from '#functions/platform/relay-dossier';

interface RelayEnvironment {
  readonly DOSSIER_TABLE: string;
  readonly REGISTER_TABLE: string;
  readonly WEBHOOK_QUEUE_URL: string;
  readonly LIFECYCLE_MACHINE_ARN: string;
  readonly CONSULTATION_MACHINE_ARN: string;
}

/** What passes events on: the record, the register of endpoints, the machines and the webhook queue. */
export function relayTools(environment: RelayEnvironment): RelayTools {
  const client = new DynamoDBClient({});
  return {
    store: createDynamoDossierStore({ client, tableName: environment.DOSSIER_TABLE }),
    agencies: createDynamoAgencyStore({ client, tableName: environment.REGISTER_TABLE }),
    machines: createMachineSignals({
      client: new SFNClient({}),
      lifecycleMachineArn: environment.LIFECYCLE_MACHINE_ARN,
      consultationMachineArn: environment.CONSULTATION_MACHINE_ARN,
    }),
    webhooks: createSqsWebhookQueue({ client: new SQSClient({}), queueUrl: environment.WEBHOOK_QUEUE_URL }),
  };
}
