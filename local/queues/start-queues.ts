import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import type { LocalClock } from '../clock/local-clock.ts';
import { startShiftedWorker } from '../clock/shifted-worker.ts';
import { callSns } from './call-sns.ts';

/** The only account fauxqs knows. */
const FAUXQS_ACCOUNT = '000000000000';

export interface LocalQueues {
  /** Endpoint of SQS and of SNS, e.g. `http://127.0.0.1:41234`. */
  readonly url: string;
  /** Attributes by their SQS names, all as strings. The same name and attributes again give the same queue. */
  createQueue(queue: { name: string; attributes?: Readonly<Record<string, string>> }): Promise<{ queueUrl: string; queueArn: string }>;
  createTopic(name: string): Promise<string>;
  subscribeQueue(topicArn: string, queueArn: string): Promise<void>;
  publish(topicArn: string, subject: string, message: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * SQS and SNS in memory, on the cell's clock: moving the clock makes delays and visibility timeouts run out.
 * A restart starts empty, so what must survive may not live only in a queue. Throws for any account but 000000000000.
 */
export async function startQueues(options: {
  clock: Pick<LocalClock, 'shared'>;
  region: string;
  accountId: string;
  port?: number;
}): Promise<LocalQueues> {
  const { clock, region, accountId, port = 0 } = options;
  if (accountId !== FAUXQS_ACCOUNT) throw new Error(`the local queues only know the account ${FAUXQS_ACCOUNT}, not ${accountId}`);
  const worker = await startShiftedWorker(new URL('fauxqs.worker.ts', import.meta.url), clock, { region, port });
  const url = z.url().parse(worker.ready).replace(/\/$/, '');
  const sqs = new SQSClient({ endpoint: url, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
  return {
    url,
    createQueue: async ({ name, attributes }) => {
      await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { ...attributes } }));
      // fauxqs answers with a name under ".localhost", which not every resolver knows; it reads only the path anyway.
      return { queueUrl: `${url}/${accountId}/${name}`, queueArn: `arn:aws:sqs:${region}:${accountId}:${name}` };
    },
    createTopic: async (name) => {
      await callSns({ url, region }, { Action: 'CreateTopic', Name: name });
      return `arn:aws:sns:${region}:${accountId}:${name}`;
    },
    subscribeQueue: (topicArn, queueArn) => callSns({ url, region }, { Action: 'Subscribe', TopicArn: topicArn, Protocol: 'sqs', Endpoint: queueArn }),
    publish: (topicArn, subject, message) => callSns({ url, region }, { Action: 'Publish', TopicArn: topicArn, Subject: subject, Message: message }),
    stop: async () => {
      sqs.destroy();
      await worker.stop();
    },
  };
}
