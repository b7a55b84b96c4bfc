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

/** What a message carries besides its body. */
export interface MessageAttributes {
  readonly MessageGroupId?: string;
  readonly DelaySeconds?: number;
}

/** Sends each message as JSON. @throws when the queue left some of them, even after tries of its own */
export async function sendMessages<Message extends object>(queue: QueueAccess, messages: readonly Message[], attributesOf: (message: Message) => MessageAttributes = () => ({})): Promise<void> {
  const entries = messages.map((message): Entry => ({ MessageBody: JSON.stringify(message), ...attributesOf(message) }));
  for (let index = 0; index < entries.length; index += MAX_MESSAGES) await sendAll(queue, entries.slice(index, index + MAX_MESSAGES));
}

interface Entry extends MessageAttributes {
  readonly MessageBody: string;
}

/** SQS may take some messages of a batch and leave others; the others are sent again. */
async function sendAll(queue: QueueAccess, entries: readonly Entry[]): Promise<void> {
  let left = entries;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    if (attempt > 1) await sleep(FIRST_PAUSE_MILLISECONDS * 2 ** (attempt - 2));
    const refused = await sendBatch(queue, left);
    left = left.filter((_each, index) => refused.has(String(index)));
    if (left.length > 0 && attempt === MAX_ATTEMPTS) throw new Error(`The queue left ${left.length} of ${entries.length} messages`);
  }
}

async function sendBatch({ client, queueUrl }: QueueAccess, entries: readonly Entry[]): Promise<ReadonlySet<string | undefined>> {
  const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries.map((entry, index) => ({ Id: String(index), ...entry })) }));
  return new Set(Failed.map((each) => each.Id));
}
