import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { closeServer } from '#local/servers/close-server';
import { listenLocally } from '#local/servers/listen-locally';
import { createMeter, type Meter } from '../../../bench/meter/start-meter.ts';

describe('A meter between functions and services', () => {
  let service: Server;
  let meter: Meter;
  let url: { dynamodb: string; s3: string; sqs: string; sfn: string };
  beforeAll(async () => {
    service = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => response.writeHead(200, { 'x-said': 'this' }).end(JSON.stringify({ heard: Buffer.concat(chunks).toString(), host: request.headers.host, ConsumedCapacity: { CapacityUnits: 3 } })));
    });
    const own = `http://127.0.0.1:${String(await listenLocally(service))}`;
    meter = createMeter();
    url = await meter.interpose({ dynamodb: own, s3: own, sqs: own, sns: own, sfn: own, kms: own, lambda: own });
  });
  afterAll(async () => {
    await meter.stop();
    await closeServer(service);
  });

  const post = (to: string, target: string, body: string) => fetch(to, { method: 'POST', headers: { 'x-amz-target': target }, body });

  it('passes a call on as it is, host included, and hands back the answer', async () => {
    const answer = await fetch(`${url.s3}/bucket/key`, { method: 'PUT', body: 'bytes' });
    expect(answer.headers.get('x-said')).toBe('this');
    expect(await answer.json()).toMatchObject({ heard: 'bytes', host: new URL(url.s3).host });
    expect(meter.take()).toMatchObject([{ service: 's3', operation: 'PUT object' }]);
  });

  it('notes each service by its operations, messages of a batch counted, and forgets what was taken', async () => {
    await post(url.dynamodb, 'DynamoDB_20120810.PutItem', '{}');
    await post(url.sqs, 'AmazonSQS.SendMessageBatch', '{"Entries":[{},{}]}');
    await post(url.sqs, 'AmazonSQS.GetQueueAttributes', '{}');
    await post(url.sfn, 'AWSStepFunctions.StartExecution', '{}');
    expect(meter.take().map(({ operation, entries, writeUnits }) => [operation, entries, writeUnits])).toEqual([
      ['PutItem', 1, 3],
      ['SendMessageBatch', 2, 0],
      ['StartExecution', 1, 0],
    ]);
    expect(meter.take()).toEqual([]);
  });
});
