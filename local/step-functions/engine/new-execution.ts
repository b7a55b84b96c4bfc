import type { Machine } from '../definition/machine.ts';
import type { Execution } from './execution.ts';
import type { Json } from '../../json/json.ts';

export interface Beginning {
  readonly arn: string;
  readonly name: string;
  readonly machineArn: string;
  readonly machineName: string;
  readonly roleArn: string;
  readonly input: Json;
  /** Unguessable: task tokens derive from it. */
  readonly seed: string;
}

/** An execution before its first step; `now` in epoch milliseconds is its start. */
export function newExecution(machine: Machine, beginning: Beginning, now: number): Execution {
  return {
    ...beginning,
    draws: 0,
    startedAt: now,
    dueAt: machine.timeoutSeconds === null ? null : now + machine.timeoutSeconds * 1000,
    status: 'RUNNING', output: null, failure: null, stoppedAt: null,
    root: {
      id: '', index: 0, state: machine.startAt, input: beginning.input, variables: {}, mapItem: null,
      enteredAt: now, enteredEventId: 0, lastEventId: 0, retryCounts: [], position: { kind: 'ready' },
    },
    lastEventId: 0, transitions: 0, tasksStarted: 0,
  };
}
