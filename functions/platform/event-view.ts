import type { RecordedEvent } from '#domain/dossiers/event';

/** An event as the API shows it: who did it by kind and agency, never by subject. */
export function eventView({ id, seq, at, by, event }: RecordedEvent) {
  return { id, seq, at, by: { kind: by.kind, ...(by.agency === undefined ? {} : { agency: by.agency }) }, ...event };
}
