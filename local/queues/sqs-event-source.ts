import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Message } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { failedMessages, sqsEvent } from './sqs-event.ts';

/** The most SQS gives in one call, and the longest it waits for it. */
const RECEIVE_LIMIT = 10;
const LONG_POLL_SECONDS = 20;
const RETRY_AFTER_MILLISECONDS = 1_000;
/** How many batches Lambda's poller starts with when no maximum concurrency is set. */
const DEFAULT_CONCURRENCY = 5;

export interface SqsEventSourceOptions {
  readonly endpoint: string;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly batchSize: number;
  /** How long a batch may wait to fill, on the machine's own clock. 0 hands over what one receive gave. */
  readonly maximumBatchingWindowSeconds?: number;
  /** Batches in flight at once. */
  readonly maximumConcurrency?: number;
  /** Whether the function names the messages it did not finish (`ReportBatchItemFailures`). */
  readonly reportBatchItemFailures?: boolean;
  readonly visibilityTimeoutSeconds?: number;
  /** Runs the function; resolves with its answer, rejects when it failed. */
  readonly invoke: (event: SQSEvent) => Promise<unknown>;
  /** Told of failures; the messages come back by themselves when their visibility timeout is over. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Polls a queue as Lambda's event source mapping does: finished messages are deleted, others are left to the visibility timeout
 * and the queue's redrive policy. `stop` receives no more and waits for the batches in flight.
 */
export function startSqsEventSource(options: SqsEventSourceOptions): { stop(): Promise<void> } {
  const { endpoint, queueArn, maximumConcurrency = DEFAULT_CONCURRENCY } = options;
  const sqs = new SQSClient({ endpoint, region: queueArn.split(':')[3] ?? '', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
  const stopping = new AbortController();
  const inFlight = new Set<Promise<void>>();
  const report = (error: unknown): void => {
    if (!stopping.signal.aborted) options.onError?.(error);
  };
  const poll = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      if (inFlight.size >= maximumConcurrency) {
        await Promise.race(inFlight);
        continue;
      }
      const messages = await gatherBatch(sqs, options, stopping.signal).catch(async (error: unknown) => {
        report(error);
        await sleep(RETRY_AFTER_MILLISECONDS, undefined, { signal: stopping.signal }).catch(() => undefined);
        return [];
      });
      if (messages.length === 0) continue;
      const batch = handleBatch(sqs, options, messages).catch(report);
      inFlight.add(batch);
      void batch.then(() => inFlight.delete(batch));
    }
  };
  const polling = poll();
  return {
    stop: async () => {
      stopping.abort();
      await polling;
      await Promise.all(inFlight);
      sqs.destroy();
    },
  };
}

async function gatherBatch(sqs: SQSClient, options: SqsEventSourceOptions, abortSignal: AbortSignal): Promise<Message[]> {
  const { batchSize, maximumBatchingWindowSeconds = 0 } = options;
  const messages = await receive(sqs, options, { count: batchSize, waitSeconds: LONG_POLL_SECONDS, abortSignal });
  const fullBy = performance.now() + maximumBatchingWindowSeconds * 1000;
  while (messages.length > 0 && messages.length < batchSize) {
    const waitSeconds = Math.min(LONG_POLL_SECONDS, Math.ceil((fullBy - performance.now()) / 1000));
    if (waitSeconds <= 0) break;
    const more = await receive(sqs, options, { count: batchSize - messages.length, waitSeconds, abortSignal });
    messages.push(...more);
  }
  return messages;
}

async function receive(
  sqs: SQSClient,
  { queueUrl, visibilityTimeoutSeconds }: SqsEventSourceOptions,
  { count, waitSeconds, abortSignal }: { count: number; waitSeconds: number; abortSignal: AbortSignal },
): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: Math.min(RECEIVE_LIMIT, count),
    WaitTimeSeconds: waitSeconds,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
    ...(visibilityTimeoutSeconds === undefined ? {} : { VisibilityTimeout: visibilityTimeoutSeconds }),
  });
  const { Messages = [] } = await sqs.send(command, { abortSignal });
  return Messages;
}

async function handleBatch(sqs: SQSClient, options: SqsEventSourceOptions, messages: readonly Message[]): Promise<void> {
  const { queueUrl, queueArn, invoke, reportBatchItemFailures = false } = options;
  const answer = await invoke(sqsEvent(messages, queueArn));
  const failed = reportBatchItemFailures ? failedMessages(answer, messages.map(({ MessageId = '' }) => MessageId)) : new Set<string>();
  const finished = messages.filter(({ MessageId = '' }) => !failed.has(MessageId));
  for (let start = 0; start < finished.length; start += RECEIVE_LIMIT) {
    const Entries = finished.slice(start, start + RECEIVE_LIMIT).map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  }
}
