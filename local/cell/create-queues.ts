import { z } from 'zod';

import { CellError } from './cell-error.ts';
import { readProperties, resourcesOfType } from './read-properties.ts';
import type { EvaluatedResource } from '../assembly/evaluated-resource.ts';
import type { LocalQueues } from '../queues/start-queues.ts';

/** Properties that SQS knows as attributes of the same name; encryption and tags have no meaning here. */
const attributeNames = [
  'ContentBasedDeduplication',
  'DelaySeconds',
  'FifoQueue',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'VisibilityTimeout',
];

const subscriptionProperties = z.object({ TopicArn: z.string(), Protocol: z.string(), Endpoint: z.string().default('') });

/** Creates the template's queues (dead letter queues first), topics, and the queues' subscriptions to them. */
export async function createQueues(queues: LocalQueues, resources: readonly EvaluatedResource[]): Promise<void> {
  const all = resourcesOfType(resources, 'AWS::SQS::Queue');
  const hasRedrive = (resource: EvaluatedResource): boolean => 'RedrivePolicy' in resource.properties;
  for (const group of [all.filter((queue) => !hasRedrive(queue)), all.filter(hasRedrive)]) {
    await Promise.all(group.map((queue) => queues.createQueue({ name: queue.name, attributes: attributesOf(queue) })));
  }
  await Promise.all(resourcesOfType(resources, 'AWS::SNS::Topic').map((topic) => queues.createTopic(topic.name)));
  await Promise.all(resourcesOfType(resources, 'AWS::SNS::Subscription').map((subscription) => subscribe(queues, subscription)));
}

function attributesOf(queue: EvaluatedResource): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const name of attributeNames) {
    const value = queue.properties[name];
    if (value !== undefined) attributes[name] = typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  return attributes;
}

async function subscribe(queues: LocalQueues, resource: EvaluatedResource): Promise<void> {
  const { TopicArn, Protocol, Endpoint } = readProperties(resource, subscriptionProperties);
  // Letters to people are not sent from here; the alarm itself is to be seen in the cell.
  if (Protocol === 'email' || Protocol === 'sms') return;
  if (Protocol !== 'sqs') throw new CellError(`The local cell does not know the subscription protocol "${Protocol}" (${resource.path}).`);
  await queues.subscribeQueue(TopicArn, Endpoint);
}
