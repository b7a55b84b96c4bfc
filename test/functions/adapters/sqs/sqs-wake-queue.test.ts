import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Wake } from '#domain/notifications/wake-queue';
import { createSqsWakeQueue } from '#functions/adapters/sqs/sqs-wake-queue';
import { closeServer } from '#local/servers/close-server';
import { listenLocally } from '#local/servers/listen-locally';

const batch = z.object({ QueueUrl: z.string(), Entries: z.array(z.object({ Id: z.string(), MessageBody: z.string(), MessageGroupId: z.string(), DelaySeconds: z.number().optional() })) });
type Batch = z.infer<typeof batch>;

let server: Server;
let client: SQSClient;
let batches: Batch[];
/** Which entries of the batch with this number the queue leaves. */
let leaves: (entry: Batch['Entries'][number], batchNumber: number) => boolean;

beforeEach(async () => {
  batches = [];
  leaves = () => false;
  server = createServer((request, response) => {
    void json(request).then((body) => {
      const read = batch.parse(body);
      batches.push(read);
      const isLeft = (entry: Batch['Entries'][number]) => leaves(entry, batches.length);
      const Successful = read.Entries.filter((entry) => !isLeft(entry)).map(({ Id, MessageBody }) => ({
        Id,
        MessageId: Id,
        MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
      }));
      const Failed = read.Entries.filter(isLeft).map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false }));
      response.setHeader('content-type', 'application/x-amz-json-1.0').end(JSON.stringify({ Successful, Failed }));
    });
  });
  const port = await listenLocally(server);
  client = new SQSClient({ endpoint: `http://127.0.0.1:${port}`, region: 'ap-southeast-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, useQueueUrlAsEndpoint: false });
});
afterEach(async () => {
  client.destroy();
  await closeServer(server);
});

const messages = (count: number): Wake[] => Array.from({ length: count }, (_none, index) => ({ subscriptionId: `sb-${index}`, partition: 0, channel: 'webhook' }));
const queue = () => createSqsWakeQueue({ client, queueUrl: 'https://sqs.example/000000000000/Wakes' });
const taken = () => batches.flatMap(({ Entries }, index) => Entries.filter((entry) => !leaves(entry, index + 1)).map((entry): unknown => JSON.parse(entry.MessageBody)));

describe('the queue of wakes', () => {
  it('sends nothing when there is nothing to send', async () => {
    await queue().send([]);
    expect(batches).toEqual([]);
  });

  it('sends in batches of ten, in order', async () => {
    await queue().send(messages(23));
    expect(batches.map(({ Entries }) => Entries.length)).toEqual([10, 10, 3]);
    expect(taken()).toEqual(messages(23));
  });

  it('groups wakes by subscription, so that the queue is fair, and holds them back when told to', async () => {
    await queue().send(messages(2), 40);
    expect(batches[0]?.Entries.map(({ MessageGroupId, DelaySeconds }) => [MessageGroupId, DelaySeconds])).toEqual([['sb-0', 40], ['sb-1', 40]]);
    await queue().send(messages(1));
    expect(batches[1]?.Entries[0]?.DelaySeconds).toBeUndefined();
  });

  it('sends again what the queue left, and only that', async () => {
    leaves = (entry, number) => number === 1 && ['2', '5'].includes(entry.Id);
    await queue().send(messages(10));
    expect(batches.map(({ Entries }) => Entries.length)).toEqual([10, 2]);
    expect(taken()).toHaveLength(10);
    expect(taken()).toEqual(expect.arrayContaining(messages(10)));
  });

  it('fails when the queue goes on leaving messages, so that nothing is marked as told', async () => {
    leaves = (entry) => entry.Id === '0';
    await expect(queue().send(messages(2))).rejects.toThrow('left 1 of 2 messages');
  });
});
