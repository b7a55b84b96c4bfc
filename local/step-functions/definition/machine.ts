import type { Expression } from 'jsonata';
import type { MachineState } from './state-schemas.ts';

/** A definition as the engine runs it: state names are unique in the whole machine, so one map holds all of them. */
export interface Machine {
  readonly startAt: string;
  readonly timeoutSeconds: number | null;
  readonly states: ReadonlyMap<string, MachineState>;
  /** Compiled JSONata by its text without the {% %} around it. */
  readonly expressions: ReadonlyMap<string, Expression>;
}
