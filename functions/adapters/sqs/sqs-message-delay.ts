import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { HeldMessage, MessageDelay } from '#domain/notifications/message-delay';

/** Hides a message for as long as the schedule says; each change counts from the moment it is made. */
export class SqsMessageDelay implements MessageDelay {
  readonly #client: SQSClient;

  constructor(client: SQSClient) {
    this.#client = client;
  }

  async comeBackIn(seconds: number, { queueArn, receiptHandle }: HeldMessage): Promise<void> {
    await this.#client.send(new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl(queueArn), ReceiptHandle: receiptHandle, VisibilityTimeout: seconds }));
  }
}

// `arn:aws:sqs:ap-southeast-1:123456789012:Webhooks`: the worker is told the ARN of its queue with every message, so that it needs no variable.
function queueUrl(arn: string): string {
  const [, , , region = '', account = '', name = ''] = arn.split(':');
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}
