import * as z from 'zod';
import { dossierEvent, recordedEvent, type RecordedEvent } from '#domain/dossiers/event';
import { actor, dossierId } from '#domain/dossiers/parts';

const envelope = {
  ...recordedEvent.pick({ id: true, seq: true, at: true }).shape,
  /** What kind of body did it, and of which agency: never the person. */
  by: actor.pick({ kind: true, agency: true }),
};

const [first, ...others] = dossierEvent.options;

/** One event with who made it happen beside what happened. */
const historyEntry = z
  .discriminatedUnion('type', [first.extend(envelope).meta({ id: `History${first.shape.type.value}` }), ...others.map((event) => event.extend(envelope).meta({ id: `History${event.shape.type.value}` }))])
  .meta({ id: 'HistoryEntry', description: 'One thing that happened; `type` says what, and which members go with it.' });

/** A page of a dossier's history. */
export const shownHistory = z
  .object({
    dossierId,
    events: z.array(historyEntry).max(200),
    next: z.number().int().positive().max(1e9).optional().meta({ description: 'Ask again with `after` set to this; absent when there is no more.' }),
  })
  .strict()
  .meta({ id: 'History' });

/** An event as the API tells it. */
export function historyView({ id, seq, at, by, event }: RecordedEvent) {
  return { id, seq, at, by: { kind: by.kind, ...(by.agency === undefined ? {} : { agency: by.agency }) }, ...event };
}
