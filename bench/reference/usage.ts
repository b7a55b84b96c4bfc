import type { InvocationReport } from '#local/lambda/invocation';
import type { MeteredCall } from '../meter/metered-call.ts';

/** What one dossier, or one act of it, used. */
export interface Usage {
  readonly apiCalls: number;
  readonly calls: readonly MeteredCall[];
  readonly invocations: readonly InvocationReport[];
  readonly logBytes: number;
  readonly transitions: number;
  /** Events in the histories of the machines. */
  readonly historyEvents: number;
}

export const nothingUsed: Usage = { apiCalls: 0, calls: [], invocations: [], logBytes: 0, transitions: 0, historyEvents: 0 };

export function addUsage(left: Usage, right: Usage): Usage {
  return {
    apiCalls: left.apiCalls + right.apiCalls,
    calls: [...left.calls, ...right.calls],
    invocations: [...left.invocations, ...right.invocations],
    logBytes: left.logBytes + right.logBytes,
    transitions: left.transitions + right.transitions,
    historyEvents: left.historyEvents + right.historyEvents,
  };
}

/** How often each kind of call was made, the most frequent first, e.g. `['dynamodb Query', 36]`. */
export function countByKind(calls: readonly MeteredCall[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { service, operation } of calls) counts.set(`${service} ${operation}`, (counts.get(`${service} ${operation}`) ?? 0) + 1);
  return [...counts].toSorted(([, left], [, right]) => right - left);
}

export function unitsOf(calls: readonly MeteredCall[]): { read: number; write: number } {
  return { read: sum(calls, (call) => call.readUnits), write: sum(calls, (call) => call.writeUnits) };
}

export function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
