import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { createLocalClock } from '#local/clock/local-clock';
import { startQueues } from '#local/queues/start-queues';
import type { LocalQueues } from '#local/queues/start-queues';

const clock = createLocalClock({ file: join(mkdtempSync(join(tmpdir(), 'queues-')), 'clock.json') });
const place = { clock, region: 'ap-southeast-1', accountId: '000000000000' };
let queues: LocalQueues;
let sqs: SQSClient;
beforeAll(async () => {
  queues = await startQueues(place);
  sqs = new SQSClient({ endpoint: queues.url, region: place.region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
});
afterAll(async () => {
  sqs.destroy();
  await queues.stop();
});

const receive = async (queueUrl: string, waitSeconds = 0) => (await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: waitSeconds }))).Messages ?? [];

describe('local queues', () => {
  it('listen on the loopback only and name things as the account and region do', async () => {
    expect(new URL(queues.url).hostname).toBe('127.0.0.1');
    const { queueUrl, queueArn } = await queues.createQueue({ name: 'plain' });
    expect(queueUrl).toBe(`${queues.url}/000000000000/plain`);
    expect(queueArn).toBe('arn:aws:sqs:ap-southeast-1:000000000000:plain');
  });

  it('hold back a delayed message until the cell’s clock says so', async () => {
    const { queueUrl } = await queues.createQueue({ name: 'delayed' });
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'later', DelaySeconds: 900 }));
    expect(await receive(queueUrl)).toEqual([]);
    clock.advance(901_000);
    expect((await receive(queueUrl))[0]?.Body).toBe('later');
  });

  it('show a message again when its visibility timeout is over by the cell’s clock, and bury it after its last receive', async () => {
    const dead = await queues.createQueue({ name: 'dead' });
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.queueArn, maxReceiveCount: 2 });
    const { queueUrl } = await queues.createQueue({ name: 'fragile', attributes: { VisibilityTimeout: '60', RedrivePolicy } });
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'poison' }));
    for (const _ of [1, 2]) {
      expect((await receive(queueUrl))[0]?.Body).toBe('poison');
      expect(await receive(queueUrl)).toEqual([]);
      clock.advance(61_000);
    }
    expect(await receive(queueUrl)).toEqual([]);
    expect((await receive(dead.queueUrl))[0]?.Body).toBe('poison');
  });

  it('carry what is published to a topic into its queues', async () => {
    const { queueUrl, queueArn } = await queues.createQueue({ name: 'alarm-inbox' });
    const topicArn = await queues.createTopic('alarms');
    await queues.subscribeQueue(topicArn, queueArn);
    await queues.publish(topicArn, 'ALARM: "desk/late"', 'Ba hồ sơ quá hạn');
    const [message] = await receive(queueUrl, 5);
    const notification = z.object({ Subject: z.string(), Message: z.string(), TopicArn: z.string() }).parse(JSON.parse(message?.Body ?? ''));
    expect(notification).toEqual({ Subject: 'ALARM: "desk/late"', Message: 'Ba hồ sơ quá hạn', TopicArn: topicArn });
  });

  it('say so when a topic does not exist or the account is another one', async () => {
    await expect(queues.publish('arn:aws:sns:ap-southeast-1:000000000000:none', 's', 'm')).rejects.toThrow('Publish answered 4');
    await expect(startQueues({ ...place, accountId: '123456789012' })).rejects.toThrow('000000000000');
  });
});
