import * as z from 'zod';
import { dossierEvent, recordedEvent, type RecordedEvent } from '#domain/dossiers/event';
import { actor, dossierId } from '#domain/dossiers/parts';

const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

const envelope = {
  ...recordedEvent.pick({ id: true, seq: true, at: true }).shape,
  /** What kind of body did it, and of which agency: never the person. */
  by: actor.pick({ kind: true, agency: true }).extend({ mark: sha256Hex.optional().meta({ description: 'Stands for the person in the hash.' }) }),
  hash: sha256Hex.optional().meta({ description: 'SHA-256 over the hash of the event before and the SHA-256 of this one; `GET …/proof` shows that the last one stands in the published log.' }),
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

/** An event as the API tells it; `mark` stands for the person in its hash. */
export function historyView({ id, seq, at, by, event, hash }: RecordedEvent, mark: string | undefined) {
  const who = { kind: by.kind, ...(by.agency === undefined ? {} : { agency: by.agency }), ...(mark === undefined ? {} : { mark }) };
  return { id, seq, at, by: who, ...(hash === undefined ? {} : { hash }), ...event };
}
