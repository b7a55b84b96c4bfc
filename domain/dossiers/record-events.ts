import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent, RecordedEvent } from '#domain/dossiers/event';
import { evolve } from '#domain/dossiers/evolve';
import type { Actor, Application } from '#domain/dossiers/parts';

interface Recording {
  readonly dossierId: string;
  readonly at: string;
  readonly by: Actor;
  /** Needed with the first event only. */
  readonly application?: Application;
}

/** Numbers decided events without a gap and folds them: the change a store commits. `events` must not be empty. */
export function recordEvents(before: Dossier | undefined, events: readonly DossierEvent[], recording: Recording): { after: Dossier; recorded: RecordedEvent[] } {
  const { dossierId, at, by, application } = recording;
  const first = (before?.version ?? 0) + 1;
  const recorded = events.map((event, index): RecordedEvent => {
    const seq = first + index;
    return { id: `${dossierId}-${seq}`, dossierId, seq, at, by, event };
  });
  const after = recorded.reduce<Dossier | undefined>((dossier, each) => evolve(dossier, each, application), before);
  if (after === undefined) throw new Error(`Nothing to record for ${dossierId}`);
  return { after, recorded };
}
