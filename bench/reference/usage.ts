import type { InvocationReport } from '#local/lambda/invocation';
import type { MeteredCall } from '../meter/metered-call.ts';

/** Objects and their bytes. */
export interface Heap {
  readonly objects: number;
  readonly bytes: number;
}

export interface Lying {
  /** Whatever was scanned, though it may be gone since. */
  readonly scanned: Heap;
  /** Papers that are still in quarantine. */
  readonly quarantine: Heap;
  /** What was laid down to be scanned as one object. */
  readonly bundles: Heap;
  readonly vault: Heap;
}

const NONE: Heap = { objects: 0, bytes: 0 };

/** What one dossier, or one act of it, used. */
export interface Usage {
  readonly apiCalls: number;
  readonly calls: readonly MeteredCall[];
  readonly invocations: readonly InvocationReport[];
  readonly logBytes: number;
  readonly transitions: number;
  /** Events in the histories of the machines. */
  readonly historyEvents: number;
  /** Timestamps asked of the authority. */
  readonly timestamps: number;
  /** What lies in the buckets of it in the end. */
  readonly lying: Lying;
}

export const nothingUsed: Usage = { apiCalls: 0, calls: [], invocations: [], logBytes: 0, transitions: 0, historyEvents: 0, timestamps: 0, lying: { scanned: NONE, quarantine: NONE, bundles: NONE, vault: NONE } };

export function addUsage(left: Usage, right: Usage): Usage {
  return {
    apiCalls: left.apiCalls + right.apiCalls,
    calls: [...left.calls, ...right.calls],
    invocations: [...left.invocations, ...right.invocations],
    logBytes: left.logBytes + right.logBytes,
    transitions: left.transitions + right.transitions,
    historyEvents: left.historyEvents + right.historyEvents,
    timestamps: left.timestamps + right.timestamps,
    lying: {
      scanned: added(left.lying.scanned, right.lying.scanned),
      quarantine: added(left.lying.quarantine, right.lying.quarantine),
      bundles: added(left.lying.bundles, right.lying.bundles),
      vault: added(left.lying.vault, right.lying.vault),
    },
  };
}

function added(left: Heap, right: Heap): Heap {
  return { objects: left.objects + right.objects, bytes: left.bytes + right.bytes };
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
