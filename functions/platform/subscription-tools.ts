import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import type { SecretBox } from '#domain/notifications/secret-box';
import { createWebhookEventSender } from '#functions/adapters/agency-http/webhook-event-sender';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoSubscriptionStore } from '#functions/adapters/dynamodb/dynamo-subscription-store';
import { createKmsSecretBox } from '#functions/adapters/kms/kms-secret-box';
import type { SubscriptionTools } from '#functions/platform/find-subscription';
import { TEST_TIMEOUT_MILLISECONDS, type TestEventTools } from '#functions/platform/send-test-event';

interface EndpointEnvironment {
  readonly REGISTER_TABLE: string;
  readonly SECRET_KEY_ID: string;
  readonly WEBHOOK_ALLOW_LOOPBACK?: 'true' | 'false' | undefined;
}

interface EndpointTools extends SubscriptionTools, TestEventTools {
  readonly secrets: SecretBox;
  readonly allowsLoopback: boolean;
}

/** What every function works with that asks a subscription's endpoint whether it listens. */
export function endpointTools(environment: EndpointEnvironment): EndpointTools {
  const secrets = createKmsSecretBox({ client: new KMSClient({}), keyId: environment.SECRET_KEY_ID });
  const allowsLoopback = environment.WEBHOOK_ALLOW_LOOPBACK === 'true';
  return {
    subscriptions: createDynamoSubscriptionStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE }),
    authoriser: createCedarAuthoriser(),
    sender: createWebhookEventSender({ box: secrets, allowLoopback: allowsLoopback, totalTimeoutMilliseconds: TEST_TIMEOUT_MILLISECONDS }),
    secrets,
    allowsLoopback,
  };
}
