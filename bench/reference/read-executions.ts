import { paginateGetExecutionHistory, paginateListExecutions, SFNClient, type HistoryEvent } from '@aws-sdk/client-sfn';
import type { BenchCell } from '../cell/open-bench-cell.ts';

export interface ExecutionStory {
  readonly name: string;
  readonly status: string;
  /** Names of the states in the order they were entered. */
  readonly states: readonly string[];
  /** As AWS bills a Standard execution: each state entered, each retry, and the step to the end. */
  readonly transitions: number;
  readonly historyEvents: number;
}

/** Reads the history of every execution whose name begins with the dossier's code. */
export async function readExecutions({ cell }: BenchCell, code: string, machineArns: readonly string[]): Promise<ExecutionStory[]> {
  const client = new SFNClient({ endpoint: cell.stepFunctions.url, region: cell.region, credentials: cell.credentials });
  const stories: ExecutionStory[] = [];
  for (const stateMachineArn of machineArns) {
    for await (const page of paginateListExecutions({ client }, { stateMachineArn })) {
      for (const { name = '', status = '', executionArn } of page.executions ?? []) {
        if (!name.startsWith(code)) continue;
        const events: HistoryEvent[] = [];
        for await (const { events: more } of paginateGetExecutionHistory({ client }, { executionArn })) events.push(...(more ?? []));
        stories.push({ name, status, ...countTransitions(events) });
      }
    }
  }
  client.destroy();
  return stories;
}

/** Counts as the bill does: a state entered is one transition, a task scheduled again is one more, and so is the end. */
export function countTransitions(events: readonly HistoryEvent[]): Omit<ExecutionStory, 'name' | 'status'> {
  const states = events.flatMap(({ stateEnteredEventDetails: entered }) => (entered?.name === undefined ? [] : [entered.name]));
  const tasksEntered = events.filter(({ type }) => type === 'TaskStateEntered').length;
  const tasksScheduled = events.filter(({ type }) => type === 'TaskScheduled').length;
  const hasEnded = events.some(({ type = '' }) => /^Execution(Succeeded|Failed|Aborted|TimedOut)$/.test(type));
  return { states, transitions: states.length + Math.max(0, tasksScheduled - tasksEntered) + (hasEnded ? 1 : 0), historyEvents: events.length };
}
