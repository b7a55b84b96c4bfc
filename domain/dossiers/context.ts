import type { WorkingCalendar } from '#domain/deadlines/working-calendar';
import type { Temporal } from '#domain/kernel/temporal';
import type { ProcedureDefinition } from '#domain/procedures/procedure';

/** All that a decision may depend on besides the dossier and the command (D2). */
export interface DecisionContext {
  readonly now: Temporal.Instant;
  readonly calendar: WorkingCalendar;
  /** The version the dossier is bound to. */
  readonly procedure: ProcedureDefinition;
}
