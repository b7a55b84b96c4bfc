import { createHash } from 'node:crypto';
import type { Reading } from '#domain/documents/reading-log';
import { BY_IDENTITY } from '#domain/holdings/store-owner';
import { ATTENTION_SHARDS, CENSUS_SHARDS, type CensusKind, type InboxRow } from '#domain/dossiers/dossier-store';

/** Every key of the dossier table is built here; `docs/access-patterns.md` says what each one is for. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

const DOSSIER = 'D#';
const OWNER = 'OWNER#';
const EVENT_DIGITS = 6;

/** Below this sort key lies what `load` reads; above it asks (`D#`) and events (`E#`). */
export const END_OF_AGGREGATE = 'D';

export const META = 'A#META';
export const FILING = 'B#FILING';
export const APPLICATION = 'B#APPLICATION';

export function dossierPk(dossierId: string): string {
  return `${DOSSIER}${dossierId}`;
}

export function dossierIdOf(pk: string): string {
  return pk.slice(DOSSIER.length);
}

/** An internal id starts so; an issued code never does (its first letter is a capital or a digit). */
export function isDossierId(reference: string): boolean {
  return reference.startsWith('ds-');
}

export function paperSk(paperId: string): string {
  return `C#PAPER#${paperId}`;
}

export function stepSk(stepId: string): string {
  return `C#STEP#${stepId}`;
}

export function consultationSk(consultationId: string): string {
  return `C#CONSULTATION#${consultationId}`;
}

export function documentSk(documentId: string): string {
  return `C#DOCUMENT#${documentId}`;
}

/** One agency's line of a consultation: an item can lie in an index once only, and each asked agency needs its own. */
export function askSk(consultationId: string, agency: string): string {
  return `D#ASK#${consultationId}#${agency}`;
}

export function eventSk(seq: number): string {
  return `E#${String(seq).padStart(EVENT_DIGITS, '0')}`;
}

export const LAST_EVENT = `E#${'9'.repeat(EVENT_DIGITS)}`;

export function codeKey(code: string): ItemKey {
  return { pk: `CODE#${code}`, sk: 'CODE' };
}

export function idempotencyKey(scope: string): ItemKey {
  return { pk: `IDEM#${scope}`, sk: 'IDEM' };
}

/** A partition of its own, so that who notes a reading needs no right to a dossier's items. */
export function readingsPk(dossierId: string): string {
  return `READINGS#${dossierId}`;
}

/** By time; the same reading noted twice is the same item. */
export function readingSk({ at, by, what }: Reading): string {
  return `R#${at}#${what.kind}#${what.id}#${createHash('sha256').update(by.id).digest('hex').slice(0, 16)}`;
}

export function inboxPk(agency: string): string {
  return `INBOX#${agency}`;
}

/** Ordered by due instant; the rest makes it unique and lets a cursor find the item's own key again. */
export function inboxSk({ dueAt, dossierId, kind, itemId }: Pick<InboxRow, 'dueAt' | 'dossierId' | 'kind' | 'itemId'>): string {
  return `${dueAt}#${dossierId}#${kind}#${itemId}`;
}

export function ownerPk(ownerId: string): string {
  return `${OWNER}${ownerId}`;
}

export function ownerIdOf(pk: string): string {
  return pk.slice(OWNER.length);
}

export const AFTER_ALL_TIMES = '9999';

export function ownerSk(createdAt: string, dossierId: string): string {
  return `${createdAt}#${dossierId}`;
}

/** Steps of an officer lie in the index of owners: work that is one person's own. */
export function officerPk(officer: string): string {
  return `OFFICER#${officer}`;
}

export function officerSk({ dueAt, dossierId, stepId }: { readonly dueAt: string; readonly dossierId: string; readonly stepId: string }): string {
  return `${dueAt}#${dossierId}#${stepId}`;
}

/** Signatures awaited of an officer lie in the index of owners too. */
export function signerPk(officer: string): string {
  return `SIGNER#${officer}`;
}

export function signerSk({ dueAt, dossierId, documentId }: { readonly dueAt: string; readonly dossierId: string; readonly documentId: string }): string {
  return `${dueAt}#${dossierId}#${documentId}`;
}

export function attentionPk(shard: number): string {
  return `ATTENTION#${shard}`;
}

/** Papers that wait to be looked into lie in the index of attention too: each by itself, and only while it waits. */
export function uncheckedPk(shard: number): string {
  return `UNCHECKED#${shard}`;
}

export function paperIdOf(sk: string): string {
  return sk.slice('C#PAPER#'.length);
}

export function attentionShard(dossierId: string): number {
  return shardOf(dossierId, ATTENTION_SHARDS);
}

export function censusPk(kind: CensusKind, shard: number): string {
  return `${kind.toUpperCase()}#${shard}`;
}

/** What an agency has received lies in the index of owners, by the FILING: it is never moved from there. */
export function receivedPk(agency: string): string {
  return `RECEIVED#${agency}`;
}

/** What an agency has, or had, a step of lies in the index of the census, by the STEP: a dossier's steps beside each other. */
export function workedPk(agency: string): string {
  return `WORKED#${agency}`;
}

export function workedSk(dossierId: string, stepId: string): string {
  return `${dossierId}#${stepId}`;
}

export function censusShard(dossierId: string): number {
  return shardOf(dossierId, CENSUS_SHARDS);
}

/** Spreads dossiers evenly over the shards; a dossier stays in its shard for life. */
function shardOf(dossierId: string, shards: number): number {
  return createHash('sha256').update(dossierId).digest().readUInt32BE(0) % shards;
}

/** Somebody's electronic store, in a partition of its own beside his dossiers. A person's number does not stand in a key: keys come into traces and logs of AWS. */
export function heldPk(ownerId: string): string {
  const name = ownerId.startsWith(BY_IDENTITY) ? `${BY_IDENTITY}${createHash('sha256').update(ownerId).digest('hex')}` : ownerId;
  return `HELD#${name}`;
}

/** By type, and within a type by time, which its id begins with. */
export function heldSk({ type, id }: { readonly type: string; readonly id: string }): string {
  return `${type}#${id}`;
}
