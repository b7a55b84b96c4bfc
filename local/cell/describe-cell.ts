import { inertResourceTypes } from '../assembly/inert-resource-types.ts';
import type { EvaluatedAssembly } from '../assembly/evaluate-assembly.ts';
import type { Json } from '../json/json.ts';

export interface CellDescription {
  readonly urls: Readonly<Record<string, string>>;
  readonly logsFolder: string;
  readonly outputs: EvaluatedAssembly['outputs'];
  /** What does something at run time, by construct path. */
  readonly resources: readonly { readonly path: string; readonly type: string; readonly name: string; readonly ref: Json }[];
  /** How many resources are named but not started (roles, policies, log groups, …), by type. */
  readonly inert: Readonly<Record<string, number>>;
}

/** Tells what the template made here. */
export function describeCell(evaluated: EvaluatedAssembly, places: Pick<CellDescription, 'urls' | 'logsFolder'>): CellDescription {
  const inert: Record<string, number> = {};
  for (const { type } of evaluated.resources) if (inertResourceTypes.has(type)) inert[type] = (inert[type] ?? 0) + 1;
  return {
    ...places,
    outputs: evaluated.outputs,
    resources: evaluated.resources.filter(({ type }) => !inertResourceTypes.has(type)).map(({ path, type, name, ref }) => ({ path, type, name, ref })),
    inert,
  };
}
