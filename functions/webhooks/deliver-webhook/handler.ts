import { KMSClient } from '@aws-sdk/client-kms';
import { createWebhookEventSender } from '#functions/adapters/agency-http/webhook-event-sender';
import { createKmsSecretBox } from '#functions/adapters/kms/kms-secret-box';
import { deliveryHandler } from '#functions/platform/delivery-handler';
import { readEnvironment } from '#functions/platform/environment';
import { environmentSchema } from './environment.ts';

const environment = readEnvironment(environmentSchema);
const box = createKmsSecretBox({ client: new KMSClient({}), keyId: environment.SECRET_KEY_ID });

export const handler = deliveryHandler(environment, createWebhookEventSender({ box, allowLoopback: environment.WEBHOOK_ALLOW_LOOPBACK === 'true' }));
