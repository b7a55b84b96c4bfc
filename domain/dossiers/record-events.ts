import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent, RecordedEvent } from '#domain/dossiers/event';
import { applicationHash, chainHash, chainStart, type ChainTools, contentHash } from '#domain/dossiers/event-chain';
import { evolve } from '#domain/dossiers/evolve';
import type { Actor, Application } from '#domain/dossiers/parts';

interface Recording {
  readonly dossierId: string;
  readonly at: string;
  readonly by: Actor;
  /** Needed with the first event only. */
  readonly application?: Application;
  readonly chain: ChainTools;
}

/**
 * Numbers decided events without a gap, chains each to its predecessor by a hash, and folds them: the change a store
 * commits. `events` must not be empty.
 */
export function recordEvents(before: Dossier | undefined, events: readonly DossierEvent[], recording: Recording): { after: Dossier; recorded: RecordedEvent[] } {
  const { dossierId, application } = recording;
  const salt = before === undefined ? recording.chain.newSalt() : before.salt;
  const recorded = chained(before, numbered(before, events.map((event) => sealed(event, salt, recording)), recording), { salt, chain: recording.chain });
  const after = recorded.reduce<Dossier | undefined>((dossier, each) => evolve(dossier, each, application), before);
  if (after === undefined) throw new Error(`Nothing to record for ${dossierId}`);
  return { after: salt === undefined ? after : { ...after, salt }, recorded };
}

function numbered(before: Dossier | undefined, events: readonly DossierEvent[], { dossierId, at, by }: Recording): RecordedEvent[] {
  const first = (before?.version ?? 0) + 1;
  return events.map((event, index) => ({ id: `${dossierId}-${first + index}`, dossierId, seq: first + index, at, by, event }));
}

function sealed(event: DossierEvent, salt: string | undefined, { application, chain }: Recording): DossierEvent {
  if (event.type !== 'DossierCreated' || salt === undefined || application === undefined) return event;
  return { ...event, applicationHash: applicationHash(chain.sha256, salt, application) };
}

interface Chain {
  readonly salt: string | undefined;
  readonly chain: ChainTools;
}

/** A dossier from before there were chains has no salt, and goes on without. */
function chained(before: Dossier | undefined, events: readonly RecordedEvent[], { salt, chain: { sha256 } }: Chain): RecordedEvent[] {
  if (salt === undefined) return [...events];
  let previous = before?.head;
  return events.map((event) => {
    previous = chainHash(sha256, previous ?? chainStart(sha256, event.dossierId), contentHash(sha256, salt, event));
    return { ...event, hash: previous };
  });
}
