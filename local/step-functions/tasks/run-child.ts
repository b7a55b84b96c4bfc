import { createHash } from 'node:crypto';
import type { Effect, Execution, Failure } from '../engine/execution.ts';
import type { Json } from '../../json/json.ts';
import { isJsonObject } from '../../json/json.ts';
import type { TaskResource } from '../engine/task-resource.ts';
import { ApiError } from '../service/api-error.ts';
import { serviceFailure } from './service-error.ts';

export interface ChildExecutions {
  /** Starts an execution; the same name with the same input finds the running one. Throws ApiError. */
  startExecution(request: { stateMachineArn: string; name: string; input: string }): { executionArn: string; startDate: number };
  /** Resolves with an execution when it is closed; undefined when there is none with this ARN. */
  closed(executionArn: string): Promise<Execution> | undefined;
  executionArn(stateMachineArn: string, name: string): string;
}

/** states:startExecution, and .sync:2, which waits until the child is closed and gives its output as JSON. */
export async function runChild(children: ChildExecutions, { effect, parent, resource }: { effect: Effect; parent: Execution; resource: TaskResource }): Promise<{ output: Json } | { failure: Failure }> {
  const parameters = isJsonObject(effect.parameters) ? effect.parameters : {};
  const { StateMachineArn: stateMachineArn, Input: input = {}, Name: given } = parameters;
  if (typeof stateMachineArn !== 'string') return { failure: { error: 'States.Runtime', cause: 'startExecution needs a StateMachineArn' } };
  // A name that derives from the task makes the call safe to repeat after a kill.
  const name = typeof given === 'string' ? given : childName(parent, effect);
  const isWaiting = resource.pattern === 'sync';
  try {
    const { executionArn, startDate } = children.startExecution({ stateMachineArn, name, input: JSON.stringify(input) });
    return isWaiting ? await outcome(children, executionArn) : { output: { ExecutionArn: executionArn, StartDate: startDate } };
  } catch (error) {
    if (isWaiting && typeof given !== 'string' && isRepetition(error)) return await outcome(children, children.executionArn(stateMachineArn, name));
    return { failure: serviceFailure('states', error) };
  }
}

function isRepetition(error: unknown): boolean {
  return error instanceof ApiError && error.name === 'ExecutionAlreadyExists';
}

function childName(parent: Execution, effect: Effect): string {
  return createHash('sha256').update(`${parent.seed}:${effect.taskId}`).digest('hex').slice(0, 32);
}

async function outcome(children: ChildExecutions, executionArn: string): Promise<{ output: Json } | { failure: Failure }> {
  const child = await children.closed(executionArn);
  if (child === undefined) return { failure: { error: 'States.TaskFailed', cause: `the execution ${executionArn} is gone` } };
  const told = {
    ExecutionArn: child.arn, Name: child.name, StateMachineArn: child.machineArn, Status: child.status,
    Input: child.input, StartDate: child.startedAt, StopDate: child.stoppedAt,
  };
  if (child.status === 'SUCCEEDED') return { output: { ...told, Output: child.output } };
  const { error = null, cause = null } = child.failure ?? {};
  return { failure: { error: 'States.TaskFailed', cause: JSON.stringify({ ...told, Error: error, Cause: cause }) } };
}
