import type { CalendarBook } from '#domain/deadlines/calendar-book';
import type { ChangedDay } from '#domain/deadlines/calendar-changes';
import type { DossierMoves, ReplayMode } from '#domain/deadlines/calendar-register';
import type { DecisionContext } from '#domain/dossiers/context';
import { decide } from '#domain/dossiers/decide';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierChange, DossierStore } from '#domain/dossiers/dossier-store';
import type { Actor } from '#domain/dossiers/parts';
import { recordEvents } from '#domain/dossiers/record-events';
import { wakeAt } from '#domain/dossiers/wake';
import { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import type { ProcedureStore } from '#domain/procedures/procedure-store';
import { chainTools } from '#functions/platform/chain-tools';

export interface RecountTools {
  readonly store: DossierStore;
  readonly procedures: ProcedureStore;
  readonly now: () => Temporal.Instant;
}

/** By which calendar to count again, and which days differ from the one before. */
export interface Replay {
  readonly book: CalendarBook;
  readonly changedDays: readonly ChangedDay[];
}

const BY: Actor = { kind: 'system', id: 'calendar-replay' };
/** Losing a race this often means something else is wrong; the machine's own Retry then takes over. */
const MAX_ATTEMPTS = 8;

/**
 * Counts the dates of one dossier again: what moves, committed as one event when it is to be applied. Nothing when no
 * date moves, so that whoever comes by a second time changes nothing. A dossier that cannot be counted is reported as
 * such and stops nobody else's.
 */
export async function recountDossier(tools: RecountTools, dossierId: string, { mode, ...replay }: Replay & { readonly mode: ReplayMode }): Promise<DossierMoves | undefined> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const before = await tools.store.load(dossierId);
    if (before === undefined || before.status === 'draft') return undefined;
    const row = { dossierId, code: before.code, procedureCode: before.procedure.code };
    const decided = await tryToCount(tools, before, replay);
    if ('problem' in decided) return { ...row, moves: [], problem: decided.problem };
    if (decided.change === undefined) return undefined;
    const moves = decided.change.events.flatMap(({ event }) => (event.type === 'DatesRecounted' ? event.moves : []));
    if (mode === 'preview') return { ...row, moves };
    const outcome = await tools.store.commit(decided.change);
    if (outcome.kind === 'committed') return { ...row, moves };
  }
  throw new Error(`Could not recount ${dossierId}: others changed it ${String(MAX_ATTEMPTS)} times`);
}

type Counted = { readonly change: DossierChange | undefined } | { readonly problem: string };

async function tryToCount(tools: RecountTools, before: Dossier, { book, changedDays }: Replay): Promise<Counted> {
  const { code, version } = before.procedure;
  const procedure = await tools.procedures.version(code, version);
  if (procedure === undefined) return { problem: 'procedure-not-found' };
  try {
    return { change: changeUnder(before, changedDays, { now: tools.now(), calendars: book, procedure }) };
  } catch (error) {
    if (error instanceof DomainError) return { problem: error.details.code };
    throw error;
  }
}

function changeUnder(before: Dossier, changedDays: readonly ChangedDay[], context: DecisionContext): DossierChange | undefined {
  const events = decide(before, { type: 'recount', changedDays, by: BY }, context);
  if (events.length === 0) return undefined;
  const { after, recorded } = recordEvents(before, events, { dossierId: before.id, at: toIso(context.now), by: BY, chain: chainTools });
  return { before, after, events: recorded, wakeAt: wakeAt(after, context) };
}
