import type { FiledDossier } from '#domain/dossiers/dossier';
import type { RecordedEvent } from '#domain/dossiers/event';
import { evolve } from '#domain/dossiers/evolve';
import type { Application, Paper } from '#domain/dossiers/parts';

/** One request for a supplement, with the appointment before it and the one after it. */
export interface SupplementStory {
  /** The id of the event that asked. */
  readonly id: string;
  /** Agency that asked. */
  readonly askedBy: string;
  readonly askedAt: string;
  readonly items: readonly string[];
  readonly reasons: readonly string[];
  /** Absent when the desk asked before it had promised anything. */
  readonly dueBefore?: string;
  readonly answered?: { readonly at: string; readonly receivedBy: string; readonly note?: string; readonly papers: readonly Paper[]; readonly dueAfter?: string };
}

/** A dossier as it was right after one of its events. */
export interface DossierMoment {
  readonly recorded: RecordedEvent;
  /** Absent when the event is the hand-in: nobody was told of the draft. */
  readonly before: FiledDossier | undefined;
  readonly after: FiledDossier;
  readonly supplements: readonly SupplementStory[];
  readonly supplementsBefore: readonly SupplementStory[];
  readonly handedOver?: 'online' | 'desk' | 'post';
}

/**
 * Folds the record up to and with event `seq`. What is told to the portal is the state each event left, so that a message
 * sent late or twice says the same as one sent at once.
 * @param events all of the dossier's events up to `seq` at least, from the first
 * @returns nothing while the dossier is a draft or the event is not there
 */
export function momentOf(events: readonly RecordedEvent[], seq: number, application: Application): DossierMoment | undefined {
  let after: ReturnType<typeof evolve> | undefined;
  let moment: DossierMoment | undefined;
  for (const recorded of events) {
    if (recorded.seq > seq) break;
    const before = after;
    after = evolve(before, recorded, application);
    if (after.status === 'draft') continue;
    const filedBefore = before === undefined || before.status === 'draft' ? undefined : before;
    const supplementsBefore = moment?.supplements ?? [];
    const states = { recorded, before: filedBefore, after };
    moment = { ...states, supplementsBefore, supplements: supplementsAfter(supplementsBefore, states), ...handOver(moment, recorded) };
  }
  return moment?.recorded.seq === seq ? moment : undefined;
}

function handOver(moment: DossierMoment | undefined, { event }: RecordedEvent): Pick<DossierMoment, 'handedOver'> {
  if (event.type === 'ResultHandedOver') return { handedOver: event.method };
  return moment?.handedOver === undefined ? {} : { handedOver: moment.handedOver };
}

type States = Pick<DossierMoment, 'recorded' | 'before' | 'after'>;

function supplementsAfter(stories: readonly SupplementStory[], { recorded, before, after }: States): readonly SupplementStory[] {
  const { event, at, id } = recorded;
  if (event.type === 'SupplementRequested') {
    const { items, reasons, requestedAt, stepId } = event.request;
    const askedBy = (stepId === undefined ? undefined : after.steps[stepId]?.agency) ?? after.receivingAgency;
    const dueBefore = promiseOf(before);
    return [...stories, { id, askedBy, askedAt: requestedAt, items, reasons, ...(dueBefore === undefined ? {} : { dueBefore }) }];
  }
  if (event.type !== 'DossierSupplemented') return stories;
  const { papers, note, dueAt } = event;
  const answered = { at, receivedBy: after.receivingAgency, papers, ...(note === undefined ? {} : { note }), ...(dueAt === undefined ? {} : { dueAfter: dueAt }) };
  return stories.map((story, index) => (index === stories.length - 1 ? { ...story, answered } : story));
}

/** The appointment a dossier has, if the clock runs. */
export function promiseOf(dossier: FiledDossier | undefined): string | undefined {
  return dossier !== undefined && 'dueAt' in dossier ? dossier.dueAt : undefined;
}
