import type { Dossier } from '#domain/dossiers/dossier';
import type { RecordedEvent } from '#domain/dossiers/event';
import { begin } from '#domain/dossiers/folds/begin';
import { foldDossierEvent } from '#domain/dossiers/folds/fold-dossier-event';
import type { Application } from '#domain/dossiers/parts';

/**
 * The dossier after one more event. Total over the events `decide` gives: what cannot follow is a broken record and throws.
 * `application` is needed for the first event only; it holds personal data and lives beside the events.
 */
export function evolve(dossier: Dossier | undefined, recorded: RecordedEvent, application?: Application): Dossier {
  if (dossier === undefined) {
    if (recorded.event.type !== 'DossierCreated' || recorded.seq !== 1 || application === undefined) throw brokenRecord(recorded, 'no dossier yet');
    return { ...begin(recorded, recorded.event, application), ...headAfter(recorded) };
  }
  if (recorded.seq !== dossier.version + 1) throw brokenRecord(recorded, `expected seq ${dossier.version + 1}`);
  const after = foldDossierEvent(dossier, recorded);
  if (after === undefined) throw brokenRecord(recorded, `cannot follow in state ${dossier.status}`);
  return { ...after, version: recorded.seq, ...headAfter(recorded) };
}

/** The end of the chain of events; an event from before there were chains leaves it as it was. */
function headAfter({ hash }: RecordedEvent): { head?: string } {
  return hash === undefined ? {} : { head: hash };
}

function brokenRecord(recorded: RecordedEvent, why: string): Error {
  return new Error(`Broken record: ${recorded.event.type} seq ${recorded.seq} of ${recorded.dossierId}: ${why}`);
}
