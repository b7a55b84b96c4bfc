import { resourcesOfType } from './read-properties.ts';
import type { AccessEntry } from '../api-gateway/start-http-api.ts';
import type { EvaluatedResource } from '../assembly/evaluated-resource.ts';
import type { LocalCloudWatch } from '../cloudwatch/start-cloudwatch.ts';
import type { InvocationReport } from '../lambda/invocation.ts';

type PutMetric = LocalCloudWatch['putMetric'];

const queueEveryMilliseconds = 60_000;

/** What AWS/Lambda tells of an invocation. */
export function putInvocationMetrics(putMetric: PutMetric, report: InvocationReport): void {
  const put = (name: string, value: number, unit = 'Count'): void => putMetric({ namespace: 'AWS/Lambda', name, dimensions: { FunctionName: report.functionName }, value, unit });
  put('Invocations', 1);
  put('Errors', report.failed ? 1 : 0);
  put('Throttles', 0);
  put('Duration', report.durationMilliseconds, 'Milliseconds');
}

/** What AWS/ApiGateway tells of a request. */
export function putAccessMetrics(putMetric: PutMetric, { apiId, status, latencyMilliseconds }: AccessEntry): void {
  const put = (name: string, value: number, unit = 'Count'): void => putMetric({ namespace: 'AWS/ApiGateway', name, dimensions: { ApiId: apiId }, value, unit });
  put('Count', 1);
  put('4xx', status >= 400 && status < 500 ? 1 : 0);
  put('5xx', status >= 500 ? 1 : 0);
  put('Latency', latencyMilliseconds, 'Milliseconds');
}

/** What AWS/States tells of an execution that ended. */
export function putExecutionMetrics(putMetric: PutMetric, execution: { readonly machineArn: string; readonly status: string; readonly startedAt: number; readonly stoppedAt: number | null }): void {
  const names: Readonly<Record<string, string>> = { SUCCEEDED: 'ExecutionsSucceeded', FAILED: 'ExecutionsFailed', TIMED_OUT: 'ExecutionsTimedOut', ABORTED: 'ExecutionsAborted' };
  const dimensions = { StateMachineArn: execution.machineArn };
  putMetric({ namespace: 'AWS/States', name: names[execution.status] ?? execution.status, dimensions, value: 1, unit: 'Count' });
  if (execution.stoppedAt !== null) {
    putMetric({ namespace: 'AWS/States', name: 'ExecutionTime', dimensions, value: execution.stoppedAt - execution.startedAt, unit: 'Milliseconds' });
  }
}

/** How long records lay in a stream before a function got them. */
export function putIteratorAge(putMetric: PutMetric, functionArn: string, milliseconds: number): void {
  const FunctionName = functionArn.split(':')[6] ?? functionArn;
  putMetric({ namespace: 'AWS/Lambda', name: 'IteratorAge', dimensions: { FunctionName }, value: milliseconds, unit: 'Milliseconds' });
}

/** Each minute tells how many messages wait in each queue, as AWS/SQS does. */
export function watchQueues(
  putMetric: PutMetric,
  resources: readonly EvaluatedResource[],
  settings: { waitingMessages(queueUrl: string): Promise<number>; onError(error: unknown): void },
): { stop(): void } {
  const look = async (): Promise<void> => {
    for (const queue of resourcesOfType(resources, 'AWS::SQS::Queue')) {
      const value = await settings.waitingMessages(String(queue.ref));
      putMetric({ namespace: 'AWS/SQS', name: 'ApproximateNumberOfMessagesVisible', dimensions: { QueueName: queue.name }, value, unit: 'Count' });
    }
  };
  const timer = setInterval(() => void look().catch((error: unknown) => settings.onError(error)), queueEveryMilliseconds);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
