import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { GetQueueAttributesCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { createLocalClock } from '#local/clock/local-clock';
import { startSqsEventSource } from '#local/queues/sqs-event-source';
import { startQueues } from '#local/queues/start-queues';
import type { LocalQueues } from '#local/queues/start-queues';

const clock = createLocalClock({ file: join(mkdtempSync(join(tmpdir(), 'source-')), 'clock.json') });
let queues: LocalQueues;
let sqs: SQSClient;
let queue: { queueUrl: string; queueArn: string };
let running: { stop(): Promise<void> } | undefined;
let number = 0;

beforeAll(async () => {
  queues = await startQueues({ clock, region: 'ap-southeast-1', accountId: '000000000000' });
  sqs = new SQSClient({ endpoint: queues.url, region: 'ap-southeast-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
});
beforeEach(async () => {
  number += 1;
  queue = await queues.createQueue({ name: `queue-${number}`, attributes: { VisibilityTimeout: '60' } });
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(async () => {
  sqs.destroy();
  await queues.stop();
});

const send = (...bodies: string[]) =>
  sqs.send(new SendMessageBatchCommand({ QueueUrl: queue.queueUrl, Entries: bodies.map((body, index) => ({ Id: String(index), MessageBody: body })) }));

const left = async (): Promise<number> => {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: queue.queueUrl, AttributeNames: [...names] }));
  return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
};

/** A function that keeps what it got, and whose caller can wait for the n-th call. */
const recorder = (answer: (bodies: string[], event: SQSEvent) => unknown) => {
  const batches: string[][] = [];
  const waiting: { calls: number; resolve: () => void }[] = [];
  return {
    batches,
    invoke: async (event: SQSEvent) => {
      const bodies = event.Records.map(({ body }) => body);
      batches.push(bodies);
      for (const { calls, resolve } of waiting) if (batches.length >= calls) resolve();
      return await answer(bodies, event);
    },
    called: (calls: number) => new Promise<void>((resolve) => (batches.length >= calls ? resolve() : waiting.push({ calls, resolve }))),
  };
};
const start = (invoke: (event: SQSEvent) => Promise<unknown>, more: { batchSize?: number; maximumConcurrency?: number; maximumBatchingWindowSeconds?: number } = {}) => {
  running = startSqsEventSource({ endpoint: queues.url, ...queue, batchSize: 10, reportBatchItemFailures: true, invoke, ...more });
  return running;
};

describe('the poller of a queue', () => {
  it('hands over a batch and deletes what succeeded', async () => {
    const seen = recorder(() => undefined);
    await send('a', 'b');
    const source = start(seen.invoke);
    await seen.called(1);
    await source.stop();
    expect(seen.batches).toEqual([['a', 'b']]);
    expect(await left()).toBe(0);
  });

  it('brings back only the message the function could not finish, when its visibility timeout is over', async () => {
    const seen = recorder((bodies, { Records }) => ({
      batchItemFailures: bodies.length === 2 ? [{ itemIdentifier: Records[1]?.messageId }] : [],
    }));
    await send('good', 'bad');
    const source = start(seen.invoke);
    await seen.called(1);
    // The good one is deleted a moment after the function has answered.
    while ((await left()) !== 1);
    clock.advance(61_000);
    await seen.called(2);
    await source.stop();
    expect(seen.batches).toEqual([['good', 'bad'], ['bad']]);
    expect(await left()).toBe(0);
  });

  it('leaves the whole batch when the function fails', async () => {
    const seen = recorder(() => Promise.reject(new Error('no table')));
    await send('a', 'b');
    const source = start(seen.invoke);
    await seen.called(1);
    await source.stop();
    expect(await left()).toBe(2);
  });

  it('never runs more batches at once than allowed', async () => {
    let running = 0;
    let most = 0;
    const seen = recorder(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    });
    await send('a', 'b', 'c', 'd', 'e', 'f');
    const source = start(seen.invoke, { batchSize: 1, maximumConcurrency: 2 });
    await seen.called(6);
    await source.stop();
    expect(seen.batches).toHaveLength(6);
    expect(most).toBeLessThanOrEqual(2);
  });

  it('fills a batch beyond one receive while its window is open', async () => {
    const seen = recorder(() => undefined);
    await send('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j');
    await send('k', 'l');
    const source = start(seen.invoke, { batchSize: 12, maximumBatchingWindowSeconds: 5 });
    await seen.called(1);
    await source.stop();
    expect(seen.batches[0]).toHaveLength(12);
  });

  it('stops while it waits for messages', async () => {
    const seen = recorder(() => undefined);
    await start(seen.invoke).stop();
    expect(seen.batches).toEqual([]);
  });
});
