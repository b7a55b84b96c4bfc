import { describe, expect, it, test } from '@jest/globals';
import { failedMessages, sqsEvent } from '#local/queues/sqs-event';

describe('which messages of a batch failed', () => {
  const ids = ['a', 'b'];
  it.each([[null], [undefined], [''], [{}], [{ batchItemFailures: [] }], [{ batchItemFailures: null }]])('none when the function answers %j', (answer) => {
    expect(failedMessages(answer, ids)).toEqual(new Set());
  });

  test('those it names', () => {
    expect(failedMessages({ batchItemFailures: [{ itemIdentifier: 'b' }] }, ids)).toEqual(new Set(['b']));
  });

  it.each([
    ['an unknown message', { batchItemFailures: [{ itemIdentifier: 'c' }] }],
    ['an empty name', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['a wrong key', { batchItemFailures: [{ id: 'a' }] }],
    ['a word', 'done'],
  ])('all of them when the answer is %s', (_, answer) => {
    expect(failedMessages(answer, ids)).toEqual(new Set(ids));
  });
});

test('a function receives a message as Lambda writes it', () => {
  const message = {
    MessageId: 'a',
    ReceiptHandle: 'r',
    Body: '{}',
    MD5OfBody: 'md5',
    Attributes: { ApproximateReceiveCount: '2', SentTimestamp: '1000', SenderId: 's', ApproximateFirstReceiveTimestamp: '2000' },
    MessageAttributes: { kind: { DataType: 'String', StringValue: 'thin' }, raw: { DataType: 'Binary', BinaryValue: Buffer.from('hi') } },
  };
  expect(sqsEvent([message], 'arn:aws:sqs:ap-southeast-1:000000000000:webhooks').Records).toEqual([
    {
      messageId: 'a',
      receiptHandle: 'r',
      body: '{}',
      md5OfBody: 'md5',
      attributes: { ApproximateReceiveCount: '2', SentTimestamp: '1000', SenderId: 's', ApproximateFirstReceiveTimestamp: '2000' },
      messageAttributes: {
        kind: { dataType: 'String', stringValue: 'thin', stringListValues: [], binaryListValues: [] },
        raw: { dataType: 'Binary', binaryValue: 'aGk=', stringListValues: [], binaryListValues: [] },
      },
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:ap-southeast-1:000000000000:webhooks',
      awsRegion: 'ap-southeast-1',
    },
  ]);
});
