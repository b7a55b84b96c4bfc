import './quiet.ts';
import { describe, expect, it } from '@jest/globals';
import type { DynamoDBRecord, SQSRecord } from 'aws-lambda';
import { z } from 'zod';
import { queueHandler } from '#functions/platform/queue';
import { stepHandler } from '#functions/platform/step';
import { streamHandler } from '#functions/platform/stream';
import { LAMBDA_CONTEXT } from './gateway-event.ts';
import { NOW } from './sample-dossier.ts';

const clock = () => NOW;

describe('a step of a state machine', () => {
  const schemas = { step: 'decide-next', input: z.strictObject({ dossierId: z.string() }), output: z.strictObject({ word: z.enum(['desk', 'ended']) }) };

  it('is given what the machine passed and the time, and its answer goes back', async () => {
    const step = stepHandler(schemas, ({ dossierId }, { now }) => Promise.resolve({ word: dossierId === 'ds-1' && now === NOW ? 'desk' : 'ended' }), clock);
    expect(await step({ dossierId: 'ds-1' }, LAMBDA_CONTEXT)).toEqual({ word: 'desk' });
  });

  it('fails at once when the machine passes something else', async () => {
    const step = stepHandler(schemas, () => Promise.resolve({ word: 'desk' }), clock);
    await expect(step({ dossier: 'ds-1' }, LAMBDA_CONTEXT)).rejects.toThrow(z.ZodError);
  });

  it('lets its errors through to the machine under their own name', async () => {
    const step = stepHandler(schemas, () => Promise.reject(new TypeError('no')), clock);
    await expect(step({ dossierId: 'ds-1' }, LAMBDA_CONTEXT)).rejects.toThrow(TypeError);
  });
});

describe('a queue worker', () => {
  const record = (messageId: string, body: string, receives = '1'): SQSRecord => ({
    messageId,
    body,
    receiptHandle: `handle-${messageId}`,
    attributes: { ApproximateReceiveCount: receives, SentTimestamp: '0', SenderId: 's', ApproximateFirstReceiveTimestamp: '0' },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:ap-southeast-1:000000000000:Webhooks',
    awsRegion: 'ap-southeast-1',
  });
  const work = { queue: 'webhooks', message: z.strictObject({ n: z.number() }) };

  it('reports those messages only that failed or could not be read', async () => {
    const handled: number[] = [];
    const worker = queueHandler(work, ({ n }) => (n === 2 ? Promise.reject(new Error('no')) : Promise.resolve(void handled.push(n))), clock);
    const result = await worker({ Records: [record('a', '{"n":1}'), record('b', '{"n":2}'), record('c', 'no JSON'), record('d', '{"m":4}'), record('e', '{"n":5}')] }, LAMBDA_CONTEXT);
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'c' }, { itemIdentifier: 'd' }] });
    expect(handled).toEqual([1, 5]);
  });

  it('says how often a message was received and from which queue', async () => {
    const deliveries: unknown[] = [];
    const worker = queueHandler(work, (_message, delivery) => Promise.resolve(void deliveries.push(delivery)), clock);
    await worker({ Records: [record('a', '{"n":1}', '3')] }, LAMBDA_CONTEXT);
    expect(deliveries).toEqual([{ now: NOW, attempt: 3, receiptHandle: 'handle-a', queueArn: 'arn:aws:sqs:ap-southeast-1:000000000000:Webhooks' }]);
  });
});

describe('a stream reader', () => {
  const record = (sequenceNumber: string, dossierId: string, seq: number): DynamoDBRecord => ({
    eventName: 'INSERT',
    dynamodb: { SequenceNumber: sequenceNumber, NewImage: { pk: { S: `D#${dossierId}` }, event: { M: { dossierId: { S: dossierId }, seq: { N: String(seq) } } } } },
  });
  const item = z.object({ event: z.object({ dossierId: z.string(), seq: z.number().max(90) }) });
  const work = { stream: 'dossier-events', item, groupBy: (each: z.infer<typeof item>) => each.event.dossierId };
  const records = [record('100', 'ds-1', 1), record('101', 'ds-1', 2), record('102', 'ds-2', 1), record('103', 'ds-1', 3)];

  it('hands over neighbours of one dossier together, in order', async () => {
    const runs: string[] = [];
    const reader = streamHandler(work, (run) => Promise.resolve(void runs.push(run.map(({ event }) => `${event.dossierId}.${event.seq}`).join(' '))), clock);
    expect(await reader({ Records: records }, LAMBDA_CONTEXT)).toEqual({ batchItemFailures: [] });
    expect(runs).toEqual(['ds-1.1 ds-1.2', 'ds-2.1', 'ds-1.3']);
  });

  it('stops at the first that fails and reports it, so that nothing overtakes it', async () => {
    const done: string[] = [];
    const reader = streamHandler(work, ([first]) => (first?.event.dossierId === 'ds-2' ? Promise.reject(new Error('no')) : Promise.resolve(void done.push(String(first?.event.seq)))), clock);
    expect(await reader({ Records: records }, LAMBDA_CONTEXT)).toEqual({ batchItemFailures: [{ itemIdentifier: '102' }] });
    expect(done).toEqual(['1']);
  });

  it('reports a record that cannot be read, after those before it were handled', async () => {
    const done: number[] = [];
    const reader = streamHandler(work, (run) => Promise.resolve(void done.push(run.length)), clock);
    expect(await reader({ Records: [record('100', 'ds-1', 1), record('101', 'ds-1', 99)] }, LAMBDA_CONTEXT)).toEqual({ batchItemFailures: [{ itemIdentifier: '101' }] });
    expect(done).toEqual([1]);
  });
});
