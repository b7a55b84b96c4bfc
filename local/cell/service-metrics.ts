import { z } from 'zod';

import { resourcesOfType } from './read-properties.ts';
import type { AccessEntry } from '../api-gateway/start-http-api.ts';
import type { EvaluatedResource } from '../assembly/evaluated-resource.ts';
import type { LocalCloudWatch } from '../cloudwatch/start-cloudwatch.ts';
import type { InvocationReport } from '../lambda/invocation.ts';

type PutMetric = LocalCloudWatch['putMetric'];

/** The metrics AWS services report by themselves that this cell reports too; an alarm on any other would wait for ever. */
export const SERVICE_METRICS = {
  'AWS/Lambda': ['Invocations', 'Errors', 'Throttles', 'Duration', 'IteratorAge'],
  'AWS/ApiGateway': ['Count', '4xx', '5xx', 'Latency'],
  'AWS/States': ['ExecutionsSucceeded', 'ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted', 'ExecutionThrottled', 'ExecutionTime'],
  'AWS/SQS': ['ApproximateNumberOfMessagesVisible', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'],
} as const;

type Namespace = keyof typeof SERVICE_METRICS;
type PutOne<Of extends Namespace> = (name: (typeof SERVICE_METRICS)[Of][number], value: number, unit?: 'Milliseconds') => void;

function putter<Of extends Namespace>(putMetric: PutMetric, namespace: Of, dimensions: Record<string, string>): PutOne<Of> {
  return (name, value, unit) => putMetric({ namespace, name, dimensions, value, unit: unit ?? 'Count' });
}

/** What AWS/Lambda tells of an invocation. */
export function putInvocationMetrics(putMetric: PutMetric, report: InvocationReport): void {
  const put = putter(putMetric, 'AWS/Lambda', { FunctionName: report.functionName });
  put('Invocations', 1);
  put('Errors', report.failed ? 1 : 0);
  // Calls beyond the environments there are wait here; none is turned away, of this function or of all.
  put('Throttles', 0);
  putter(putMetric, 'AWS/Lambda', {})('Throttles', 0);
  put('Duration', wholeMilliseconds(report.durationMilliseconds), 'Milliseconds');
}

/** What AWS/ApiGateway tells of a request. */
export function putAccessMetrics(putMetric: PutMetric, { apiId, status, latencyMilliseconds }: AccessEntry): void {
  const put = putter(putMetric, 'AWS/ApiGateway', { ApiId: apiId });
  put('Count', 1);
  put('4xx', status >= 400 && status < 500 ? 1 : 0);
  put('5xx', status >= 500 ? 1 : 0);
  put('Latency', wholeMilliseconds(latencyMilliseconds), 'Milliseconds');
}

const endings: ReadonlyMap<string, (typeof SERVICE_METRICS)['AWS/States'][number]> = new Map([
  ['SUCCEEDED', 'ExecutionsSucceeded'],
  ['FAILED', 'ExecutionsFailed'],
  ['TIMED_OUT', 'ExecutionsTimedOut'],
  ['ABORTED', 'ExecutionsAborted'],
]);

/** What AWS/States tells of an execution that ended. */
export function putExecutionMetrics(putMetric: PutMetric, execution: { readonly machineArn: string; readonly status: string; readonly startedAt: number; readonly stoppedAt: number | null }): void {
  const put = putter(putMetric, 'AWS/States', { StateMachineArn: execution.machineArn });
  const ending = endings.get(execution.status);
  if (ending !== undefined) put(ending, 1);
  // There is no quota of transitions here.
  put('ExecutionThrottled', 0);
  if (execution.stoppedAt !== null) put('ExecutionTime', execution.stoppedAt - execution.startedAt, 'Milliseconds');
}

/** How long records lay in a stream before a function got them. */
export function putIteratorAge(putMetric: PutMetric, functionArn: string, milliseconds: number): void {
  const put = putter(putMetric, 'AWS/Lambda', { FunctionName: functionArn.split(':')[6] ?? functionArn });
  put('IteratorAge', wholeMilliseconds(milliseconds), 'Milliseconds');
}

const count = z.coerce.number().default(0);
/** How many messages a queue holds, by the names of SQS's attributes. */
export const queueDepth = z.object({ ApproximateNumberOfMessages: count, ApproximateNumberOfMessagesNotVisible: count, ApproximateNumberOfMessagesDelayed: count });
export type QueueDepth = z.infer<typeof queueDepth>;

/** Tells how many messages are in each queue now, as AWS/SQS does every minute. */
export async function putQueueMetrics(putMetric: PutMetric, resources: readonly EvaluatedResource[], depthOf: (queueUrl: string) => Promise<QueueDepth>): Promise<void> {
  for (const queue of resourcesOfType(resources, 'AWS::SQS::Queue')) {
    const put = putter(putMetric, 'AWS/SQS', { QueueName: queue.name });
    const depth = await depthOf(String(queue.ref));
    put('ApproximateNumberOfMessagesVisible', depth.ApproximateNumberOfMessages);
    put('ApproximateNumberOfMessagesNotVisible', depth.ApproximateNumberOfMessagesNotVisible);
    put('ApproximateNumberOfMessagesDelayed', depth.ApproximateNumberOfMessagesDelayed);
  }
}

/** Few different values, so that a busy minute stays small in memory. */
function wholeMilliseconds(milliseconds: number): number {
  return Math.round(milliseconds);
}
