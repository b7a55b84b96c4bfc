import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** SQS takes this many messages in one call; ten thin messages stay far below its limit in bytes. */
const MAX_MESSAGES = 10;
const MAX_ATTEMPTS = 4;
/** 50, 100, 200 ms between attempts: 350 ms in all, then the caller's own retry takes over. */
const FIRST_PAUSE_MILLISECONDS = 50;

export interface QueueAccess {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

/** Sends each message as JSON. @throws when the queue left some of them, even after tries of its own */
export async function sendMessages(queue: QueueAccess, messages: readonly object[]): Promise<void> {
  for (let index = 0; index < messages.length; index += MAX_MESSAGES) await sendAll(queue, messages.slice(index, index + MAX_MESSAGES));
}

/** SQS may take some messages of a batch and leave others; the others are sent again. */
async function sendAll(queue: QueueAccess, messages: readonly object[]): Promise<void> {
  let left = messages;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    if (attempt > 1) await sleep(FIRST_PAUSE_MILLISECONDS * 2 ** (attempt - 2));
    const refused = await sendBatch(queue, left);
    left = left.filter((_each, index) => refused.has(String(index)));
    if (left.length > 0 && attempt === MAX_ATTEMPTS) throw new Error(`The queue left ${left.length} of ${messages.length} messages`);
  }
}

async function sendBatch({ client, queueUrl }: QueueAccess, messages: readonly object[]): Promise<ReadonlySet<string | undefined>> {
  const { Failed = [] } = await client.send(
    new SendMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: messages.map((message, index) => ({ Id: String(index), MessageBody: JSON.stringify(message) })),
    }),
  );
  return new Set(Failed.map((each) => each.Id));
}
