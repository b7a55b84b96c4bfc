import type { Failure, Thread } from './execution.ts';
import type { Run } from './run.ts';
import { record } from './run.ts';
import { parseTaskResource } from './task-resource.ts';

type TaskStep =
  | { step: 'Scheduled'; parameters: string; timeoutSeconds: number | undefined; heartbeatSeconds: number | undefined }
  | { step: 'Started' }
  | { step: 'Submitted' | 'Succeeded'; output: string }
  | { step: 'Failed' | 'SubmitFailed' | 'TimedOut'; failure: Failure };

/** Writes what became of a task under the event names AWS uses: LambdaFunction… for a function named directly, else Task…. */
export function recordTask(run: Run, thread: Thread, task: TaskStep & { resource: string }): void {
  const { resourceType, action } = parseTaskResource(task.resource);
  if (resourceType === 'lambda-arn') {
    recordLambda(run, thread, task);
    return;
  }
  record(run, thread, {
    type: `Task${task.step}`,
    details: { resourceType, resource: action + suffixOf(task.resource), ...detailsOf(run, task) },
  });
}

function recordLambda(run: Run, thread: Thread, task: TaskStep & { resource: string }): void {
  const type = `LambdaFunction${task.step}`;
  if (task.step === 'Started') {
    record(run, thread, { type });
    return;
  }
  const details = task.step === 'Scheduled'
    ? { resource: task.resource, input: task.parameters, timeoutInSeconds: task.timeoutSeconds }
    : detailsOf(run, task);
  record(run, thread, { type, details });
}

function suffixOf(resource: string): string {
  return /\.(?:waitForTaskToken|sync(?::2)?)$/.exec(resource)?.[0] ?? '';
}

function detailsOf(run: Run, task: TaskStep): Record<string, unknown> {
  switch (task.step) {
    case 'Scheduled':
      return {
        region: run.execution.arn.split(':')[3],
        parameters: task.parameters,
        timeoutInSeconds: task.timeoutSeconds,
        heartbeatInSeconds: task.heartbeatSeconds,
      };
    case 'Started':
      return {};
    case 'Submitted':
    case 'Succeeded':
      return { output: task.output };
    default:
      return { error: task.failure.error, cause: task.failure.cause };
  }
}
