import type { Agency } from '#domain/agencies/agency';
import type { DocumentData, DocumentLanguage } from '#domain/documents/rendering';
import type { FiledDossier } from '#domain/dossiers/dossier';
import type { DossierEventType, EventOf, RecordedEvent } from '#domain/dossiers/event';
import type { ProcedureDefinition } from '#domain/procedures/procedure';

/** What a form about a dossier is made of: the record, the procedure it is bound to, the agencies it names. */
export interface FormSource {
  readonly dossier: FiledDossier;
  /** All of them, in order. */
  readonly events: readonly RecordedEvent[];
  readonly procedure: ProcedureDefinition;
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly language: DocumentLanguage;
}

/** What a form says, and the instant of what it tells of: the same record gives the same form whenever it is asked for. */
export interface FormContent {
  readonly data: DocumentData;
  readonly madeAt: string;
  /** The event that made it so. */
  readonly seq: number;
}

export interface Happened<Type extends DossierEventType> {
  readonly at: string;
  readonly seq: number;
  readonly event: EventOf<Type>;
}

/** The last event of a kind, or nothing when it never happened. */
export function lastOf<Type extends DossierEventType>(events: readonly RecordedEvent[], type: Type): Happened<Type> | undefined {
  return events.flatMap((each) => happened(each, type)).at(-1);
}

function happened<Type extends DossierEventType>({ at, seq, event }: RecordedEvent, type: Type): Happened<Type>[] {
  return isOf(event, type) ? [{ at, seq, event }] : [];
}

function isOf<Type extends DossierEventType>(event: RecordedEvent['event'], type: Type): event is EventOf<Type> {
  return event.type === type;
}

/** The last time the dossier came in whole before an event: the hand-in, or the supplement after it. */
export function receivedBefore({ events, dossier }: Pick<FormSource, 'events' | 'dossier'>, seq: number): string {
  const receipts = events.filter((each) => each.seq < seq && (each.event.type === 'DossierSubmitted' || each.event.type === 'DossierSupplemented'));
  return receipts.at(-1)?.at ?? dossier.submittedAt;
}
