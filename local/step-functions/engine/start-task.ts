import type { TaskState } from '../definition/state-schemas.ts';
import { evaluateWholeNumber } from './evaluate-whole-number.ts';
import { evaluator } from './evaluate.ts';
import type { TaskPosition, Thread } from './execution.ts';
import { payloadText } from './exit-state.ts';
import type { Run } from './run.ts';
import { drawHex } from './run.ts';
import { recordTask } from './record-task.ts';
import { parseTaskResource } from './task-resource.ts';
import { writeTaskToken } from './task-token.ts';

/** Schedules the call of a Task state; the shell makes it once the execution is stored. */
export async function startTask(run: Run, thread: Thread, state: TaskState): Promise<void> {
  const { pattern } = parseTaskResource(state.Resource);
  run.execution.tasksStarted += 1;
  const taskId = `${thread.id}:${run.execution.tasksStarted}`;
  const token = pattern === 'token' ? writeTaskToken({ executionArn: run.execution.arn, taskId, secret: drawHex(run).slice(0, 32) }) : null;
  const evaluate = evaluator(run, thread, { token });
  const parameters = state.Arguments === undefined ? thread.input : await evaluate('Arguments', state.Arguments);
  const timeoutSeconds = await evaluateWholeNumber(thread, evaluate, { field: 'TimeoutSeconds', template: state.TimeoutSeconds, least: 1 });
  const heartbeatSeconds = await evaluateWholeNumber(thread, evaluate, { field: 'HeartbeatSeconds', template: state.HeartbeatSeconds, least: 1 });
  const beating = token !== null && heartbeatSeconds !== undefined;
  const position: TaskPosition = {
    kind: 'task', taskId, parameters, token,
    submitted: false,
    dueAt: timeoutSeconds === undefined ? null : run.now + timeoutSeconds * 1000,
    heartbeatSeconds: beating ? heartbeatSeconds : null,
    heartbeatDueAt: beating ? run.now + heartbeatSeconds * 1000 : null,
  };
  recordTask(run, thread, {
    step: 'Scheduled', resource: state.Resource,
    parameters: payloadText(parameters, `The task '${thread.state}' was given arguments`),
    timeoutSeconds, heartbeatSeconds,
  });
  recordTask(run, thread, { step: 'Started', resource: state.Resource });
  thread.position = position;
  run.effects.push({ taskId, state: thread.state, resource: state.Resource, parameters, token });
}
