import type { CalendarBook } from '#domain/deadlines/calendar-book';
import type { Temporal } from '#domain/kernel/temporal';
import type { ProcedureDefinition } from '#domain/procedures/procedure';

/** All that a decision may depend on besides the dossier and the command (D2). */
export interface DecisionContext {
  readonly now: Temporal.Instant;
  /** The calendars in force: the dossier's own clocks go by the receiving agency's, a step by its agency's. */
  readonly calendars: CalendarBook;
  /** The version the dossier is bound to. */
  readonly procedure: ProcedureDefinition;
}
