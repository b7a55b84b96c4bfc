import type { RecordedEvent } from '#domain/dossiers/event';
import type { Application } from '#domain/dossiers/parts';
import { canonicalJson } from '#domain/kernel/canonical-json';
import { fromHex, joined, type Sha256, sha256OfText, toHex } from '#domain/kernel/sha256';

/** What the chain of events needs from the runtime: a hash, and words nobody can guess. */
export interface ChainTools {
  readonly sha256: Sha256;
  /** Hex of 16 random bytes, drawn once for each dossier and kept beside its application, never shown. */
  readonly newSalt: () => string;
}

/** What stands before a dossier's first event; different for every dossier, so that no chain passes for another's. */
export function chainStart(sha256: Sha256, dossierId: string): string {
  return sha256OfText(sha256, `mot-cua/dossier-events/1\n${dossierId}`);
}

/** Binds the application, which is personal data, to the record: found when rewritten, not guessable by who sees the hash alone. */
export function applicationHash(sha256: Sha256, salt: string, application: Application): string {
  return sha256OfText(sha256, `mot-cua/application/1\n${salt}\n${canonicalJson(application)}`);
}

/** Stands for the person who acted, whose id is shown to nobody: bound by the chain, the same person unlike in each event. */
export function actorMark(sha256: Sha256, salt: string, { seq, by }: Pick<RecordedEvent, 'seq' | 'by'>): string {
  return sha256OfText(sha256, `mot-cua/actor/1\n${salt}\n${String(seq)}\n${by.id}`);
}

/** SHA-256 of the canonical JSON (RFC 8785) of an event as the history shows it: whoever reads the history can count it again. */
export function contentHash(sha256: Sha256, salt: string, recorded: Omit<RecordedEvent, 'hash'>): string {
  const { id, dossierId, seq, at, by, event } = recorded;
  const { kind, agency } = by;
  return sha256OfText(sha256, canonicalJson({ id, dossierId, seq, at, by: { kind, agency, mark: actorMark(sha256, salt, recorded) }, event }));
}

/** SHA-256 over the 32 bytes of the predecessor's hash and the 32 bytes of the content's. */
export function chainHash(sha256: Sha256, previous: string, content: string): string {
  return toHex(sha256(joined(fromHex(previous), fromHex(content))));
}
