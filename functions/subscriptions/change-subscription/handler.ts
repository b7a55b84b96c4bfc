import { createSqsWakeQueues } from '#functions/adapters/sqs/sqs-wake-queue';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { endpointTools } from '#functions/platform/subscription-tools';
import { SQSClient } from '@aws-sdk/client-sqs';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { changeSubscription } from './change-subscription.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  ...endpointTools(environment),
  wakeQueues: createSqsWakeQueues(new SQSClient({ useQueueUrlAsEndpoint: false }), { webhook: environment.WEBHOOK_WAKE_QUEUE_URL, 'national-portal': environment.PORTAL_WAKE_QUEUE_URL }),
};

export const handler = httpHandler(contract, (request) => changeSubscription(tools, request));
