import type { CalendarStore } from '#domain/deadlines/calendar-store';
import { decide } from '#domain/dossiers/decide';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import type { DossierEvent, RecordedEvent } from '#domain/dossiers/event';
import type { Actor } from '#domain/dossiers/parts';
import { recordEvents } from '#domain/dossiers/record-events';
import { wakeAt } from '#domain/dossiers/wake';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import type { ProcedureStore } from '#domain/procedures/procedure-store';
import { chainTools } from '#functions/platform/chain-tools';

export interface AdvanceDependencies {
  readonly store: DossierStore;
  readonly procedures: ProcedureStore;
  readonly calendars: Pick<CalendarStore, 'inForce'>;
  readonly now: () => Temporal.Instant;
}

const MACHINE: Actor = { kind: 'system', id: 'machine' };
/** Losing a race this often means something else is wrong; the machine's own Retry then takes over. */
const MAX_ATTEMPTS = 8;
/** Opening a stage can be followed by nothing but alerts; more rounds than this would be a loop in the domain. */
const MAX_ROUNDS = 10;

/**
 * Does everything that is due in a dossier now and commits it; asked twice, the second time finds nothing to do.
 * Returns the dossier as recorded, with the instant at which there is next something to decide.
 */
export async function advanceDossier(deps: AdvanceDependencies, dossierId: string): Promise<{ dossier: Dossier; wakeAt: string | undefined }> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const before = await deps.store.load(dossierId);
    if (before === undefined) throw new Error(`No dossier ${dossierId}`);
    const procedure = await deps.procedures.version(before.procedure.code, before.procedure.version);
    if (procedure === undefined) throw new Error(`No procedure ${before.procedure.code} version ${before.procedure.version}`);
    const context = { now: deps.now(), calendars: await deps.calendars.inForce(), procedure };
    const decided = advanceFully(before, context);
    const wake = wakeAt(decided.after, context);
    if (decided.recorded.length === 0) return { dossier: before, wakeAt: wake };
    const outcome = await deps.store.commit({ before, after: decided.after, events: decided.recorded, wakeAt: wake });
    if (outcome.kind === 'committed') return { dossier: decided.after, wakeAt: wake };
  }
  throw new Error(`Could not advance ${dossierId}: others changed it ${MAX_ATTEMPTS} times`);
}

/** The dossier with all that is due in it now, and the events of that, said by the machine; none when nothing is. */
export function advanceFully(before: Dossier, context: DecisionContext): { after: Dossier; recorded: readonly RecordedEvent[] } {
  const recording = { dossierId: before.id, at: toIso(context.now), by: MACHINE, chain: chainTools };
  const events: DossierEvent[] = [];
  let after = before;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const more = decide(after, { type: 'advance', by: MACHINE }, context);
    if (more.length === 0) break;
    events.push(...more);
    after = recordEvents(before, events, recording).after;
  }
  return events.length === 0 ? { after: before, recorded: [] } : recordEvents(before, events, recording);
}
