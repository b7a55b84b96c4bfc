import { CellError } from './cell-error.ts';
import type { CallSdk } from './call-sdk.ts';

export interface TargetReach {
  invokeAsynchronously(functionArn: string, payload: string): Promise<void>;
  readonly callSdk: CallSdk;
  publish(topicArn: string, subject: string, message: string): Promise<void>;
  queueUrl(queueName: string): string;
}

/** Sends an event where an ARN points: to a function (as `Event`), a queue, a topic or a state machine. */
export async function reachTarget(reach: TargetReach, arn: string, event: unknown): Promise<void> {
  const [, , service = '', , , kind = '', name = ''] = arn.split(':');
  const text = typeof event === 'string' ? event : JSON.stringify(event);
  switch (service) {
    case 'lambda':
      return reach.invokeAsynchronously(arn, text);
    case 'sqs':
      await reach.callSdk('sqs', 'sendMessage', { QueueUrl: reach.queueUrl(kind), MessageBody: text });
      return;
    case 'sns':
      return reach.publish(arn, kind, text);
    case 'states':
      await reach.callSdk('sfn', 'startExecution', { stateMachineArn: arn, input: text });
      return;
    default:
      throw new CellError(`The local cell does not know how to reach ${service} ${name || kind} (${arn}).`);
  }
}
