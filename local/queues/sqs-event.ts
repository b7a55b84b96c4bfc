import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSMessageAttribute, SQSRecord } from 'aws-lambda';
import { z } from 'zod';

const partialFailure = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

const receivedMessage = z
  .object({
    MessageId: z.string(),
    ReceiptHandle: z.string(),
    Body: z.string().default(''),
    MD5OfBody: z.string().default(''),
    Attributes: z.looseObject({ ApproximateReceiveCount: z.string(), SentTimestamp: z.string(), SenderId: z.string(), ApproximateFirstReceiveTimestamp: z.string() }),
  })
  .transform(({ MessageId, ReceiptHandle, Body, MD5OfBody, Attributes }) => ({ messageId: MessageId, receiptHandle: ReceiptHandle, body: Body, md5OfBody: MD5OfBody, attributes: Attributes }));

/** The event Lambda hands to a function that listens to a queue. */
export function sqsEvent(messages: readonly Message[], queueArn: string): SQSEvent {
  return { Records: messages.map((message) => sqsRecord(message, queueArn)) };
}

/**
 * The ids of the messages a function that answered `answer` did not finish. As Lambda: no answer or an empty list is success,
 * an answer that cannot be understood or names an unknown message fails the whole batch.
 */
export function failedMessages(answer: unknown, messageIds: readonly string[]): ReadonlySet<string> {
  if (answer === null || answer === undefined || answer === '') return new Set();
  const parsed = partialFailure.safeParse(answer);
  if (!parsed.success) return new Set(messageIds);
  const failed = new Set((parsed.data.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
  return [...failed].every((id) => messageIds.includes(id)) ? failed : new Set(messageIds);
}

function sqsRecord(message: Message, queueArn: string): SQSRecord {
  return {
    ...receivedMessage.parse(message),
    messageAttributes: Object.fromEntries(Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, attribute(value)])),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3] ?? '',
  };
}

function attribute({ StringValue, BinaryValue, DataType }: MessageAttributeValue): SQSMessageAttribute {
  return {
    ...(StringValue === undefined ? {} : { stringValue: StringValue }),
    ...(BinaryValue === undefined ? {} : { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType ?? 'String',
  };
}
