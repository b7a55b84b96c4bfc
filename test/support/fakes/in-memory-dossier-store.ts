import { turnOf } from '#domain/documents/document';
import { nextSigningAlert } from '#domain/documents/signing-clock';
import type { Dossier } from '#domain/dossiers/dossier';
import {
  ATTENTION_SHARDS,
  CENSUS_SHARDS,
  type CensusKind,
  type CensusPlace,
  type CommitOutcome,
  type DossierChange,
  type DossierStore,
  type InboxRow,
  type KeptAnswer,
  type MachinePart,
  type MachineSignal,
  type OwnedRow,
  type Span,
} from '#domain/dossiers/dossier-store';
import type { RecordedEvent } from '#domain/dossiers/event';
import { isOver, waitsFor } from '#domain/dossiers/wake';
import { uncheckedOf } from '#test/support/fakes/unchecked-of';
import { pageOf } from '#test/support/fakes/list-page';

type Wait = NonNullable<MachineSignal['wait']>;

interface Stored {
  readonly dossier: Dossier;
  readonly events: readonly RecordedEvent[];
  readonly wakeAt: string | undefined;
  readonly attentionAt: string | undefined;
  readonly relayedVersion: number | undefined;
}

/** Where a machine would leave its task token. */
export interface WaitPlace {
  readonly dossierId: string;
  readonly part?: MachinePart;
  /** The version, or the revision, the machine decided on. */
  readonly guard: number;
}

/** The record in memory; gives copies, so that nobody changes it behind its back. */
export class InMemoryDossierStore implements DossierStore {
  private readonly stored = new Map<string, Stored>();
  private readonly idsByCode = new Map<string, string>();
  private readonly answers = new Map<string, KeptAnswer>();
  private readonly waits = new Map<string, Wait>();

  async load(reference: string): Promise<Dossier | undefined> {
    return structuredClone(this.stored.get(this.idsByCode.get(reference) ?? reference)?.dossier);
  }

  async commit(change: DossierChange): Promise<CommitOutcome> {
    const { before, after, events, wakeAt, answer } = change;
    const kept = answer && this.answers.get(answer.scope);
    if (kept !== undefined) return { kind: 'answered-before', answer: structuredClone(kept) };
    const stored = this.stored.get(after.id);
    if (stored?.dossier.version !== before?.version) return { kind: 'conflict' };
    const code = codeOf(after);
    if (code !== undefined && (this.idsByCode.get(code) ?? after.id) !== after.id) return { kind: 'conflict' };
    if (code !== undefined) this.idsByCode.set(code, after.id);
    if (answer !== undefined) this.answers.set(answer.scope, structuredClone(answer));
    const attentionAt = [wakeAt, events.at(-1)?.at].filter((each) => each !== undefined).toSorted()[0];
    const all = [...(stored?.events ?? []), ...events];
    this.stored.set(after.id, structuredClone({ dossier: after, events: all, wakeAt, attentionAt, relayedVersion: stored?.relayedVersion }));
    return { kind: 'committed' };
  }

  async keptAnswer(scope: string): Promise<KeptAnswer | undefined> {
    return structuredClone(this.answers.get(scope));
  }

  async events(dossierId: string, { afterSeq, limit }: { readonly afterSeq: number; readonly limit: number }): Promise<readonly RecordedEvent[]> {
    const events = this.stored.get(dossierId)?.events ?? [];
    return structuredClone(events.filter((event) => event.seq > afterSeq).slice(0, limit));
  }

  async inbox(agency: string, page: Parameters<DossierStore['inbox']>[1]) {
    const lines = this.dossiers()
      .flatMap(inboxLines)
      .filter((line) => line.agency === agency)
      .map(({ row }) => ({ row, position: `${row.dueAt}#${row.dossierId}#${row.kind}#${row.itemId}` }));
    return pageOf(lines, page);
  }

  async assignedTo(officer: string, page: Parameters<DossierStore['assignedTo']>[1]) {
    const own = this.dossiers().flatMap((dossier) => {
      if (dossier.status === 'draft' || isOver(dossier)) return [];
      const { id: dossierId, code, procedure, steps } = dossier;
      const open = Object.values(steps).filter((step) => step.state === 'open' && step.officer === officer);
      return open.map(({ id: stepId, dueAt, atRiskAt }) => ({ dossierId, code, procedureCode: procedure.code, stepId, dueAt, atRiskAt }));
    });
    return pageOf(own.map((row) => ({ row, position: `${row.dueAt}#${row.dossierId}#${row.stepId}` })), page);
  }

  async signaturesOf(officer: string, page: Parameters<DossierStore['signaturesOf']>[1]) {
    const own = this.dossiers().flatMap((dossier) => {
      if (dossier.status === 'draft' || isOver(dossier)) return [];
      const { id: dossierId, code, procedure, documents } = dossier;
      const awaited = Object.values(documents).filter((each) => turnOf(each)?.signer.officer === officer);
      return awaited.map(({ id: documentId, dueAt }) => ({ dossierId, code, procedureCode: procedure.code, documentId, dueAt }));
    });
    return pageOf(own.map((row) => ({ row, position: `${row.dueAt}#${row.dossierId}#${row.documentId}` })), page);
  }

  async owned(ownerId: string, page: Parameters<DossierStore['owned']>[1]) {
    const own = this.dossiers().filter((dossier) => dossier.ownerId === ownerId);
    return pageOf(own.map((dossier) => ({ row: ownedRow(dossier), position: `${dossier.createdAt}#${dossier.id}` })), page, 'descending');
  }

  async signal(dossierId: string, part?: MachinePart): Promise<MachineSignal | undefined> {
    const stored = this.stored.get(dossierId);
    if (stored === undefined) return undefined;
    const wait = this.waits.get(waitKey({ dossierId, ...(part === undefined ? {} : { part }) }));
    const machineEpoch = wait === undefined ? undefined : Number(wait.executionArn.split('-').at(-1));
    const waiting = { ...(wait === undefined ? {} : { wait }), ...(machineEpoch === undefined || Number.isNaN(machineEpoch) ? {} : { machineEpoch }) };
    return part === undefined ? { ...metaSignal(stored), ...waiting } : partSignal(stored.dossier, part, waiting);
  }

  async markRelayed(dossierId: string, version: number): Promise<void> {
    const stored = this.stored.get(dossierId);
    if (stored === undefined || stored.dossier.version !== version || (stored.relayedVersion ?? 0) >= version) return;
    this.stored.set(dossierId, { ...stored, relayedVersion: version, attentionAt: stored.wakeAt });
  }

  async needingAttention(shard: number, before: string, limit: number) {
    return [...this.stored.values()]
      .flatMap(({ dossier, attentionAt }) => (attentionAt === undefined ? [] : [{ dossierId: dossier.id, attentionAt }]))
      .filter((row) => shardOf(row.dossierId, ATTENTION_SHARDS) === shard && row.attentionAt < before)
      .toSorted((one, other) => (one.attentionAt < other.attentionAt ? -1 : 1))
      .slice(0, limit);
  }

  async uncheckedPapers(shard: number, before: string, limit: number) {
    return this.dossiers().filter(({ id }) => shardOf(id, ATTENTION_SHARDS) === shard).flatMap(uncheckedOf).filter(({ receivedAt }) => receivedAt < before).toSorted((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1)).slice(0, limit);
  }

  async census(kind: CensusKind, { shard, ...page }: CensusPlace) {
    const counted = this.dossiers().filter((dossier) => dossier.status !== 'draft' && isOver(dossier) === (kind === 'over'));
    const lines = counted.filter(({ id }) => shardOf(id, CENSUS_SHARDS) === shard).map(({ id }) => ({ row: id, position: id }));
    return pageOf(lines, page);
  }

  async received(agency: string, { from = '', until = '9999', ...page }: Parameters<DossierStore['received']>[1]) {
    return pageOf(this.receivedWithin(agency, { from, until }), page);
  }

  async countReceived(agency: string, span: Span) {
    return this.receivedWithin(agency, span).length;
  }

  private receivedWithin(agency: string, { from, until }: Span) {
    const filed = this.dossiers().flatMap((dossier) => (dossier.status === 'draft' || dossier.receivingAgency !== agency ? [] : [dossier]));
    return filed.filter(({ submittedAt }) => submittedAt >= from && submittedAt < until).map(({ id, submittedAt }) => ({ row: id, position: `${submittedAt}#${id}` }));
  }

  async worked(agency: string, page: Parameters<DossierStore['worked']>[1]) {
    const worked = this.dossiers().filter(({ steps }) => Object.values(steps).some((step) => step.agency === agency));
    return pageOf(worked.map(({ id }) => ({ row: id, position: id })), page);
  }

  /** What a machine does when it waits: refused when the record has moved on. */
  leaveWait(place: WaitPlace, wait: Wait): boolean {
    const dossier = this.stored.get(place.dossierId)?.dossier;
    const guard = place.part === undefined ? dossier?.version : dossier && partOf(dossier, place.part)?.revision;
    if (guard !== place.guard) return false;
    this.waits.set(waitKey(place), wait);
    return true;
  }

  private dossiers(): Dossier[] {
    return [...this.stored.values()].map((each) => each.dossier);
  }
}

function codeOf(dossier: Dossier): string | undefined {
  return dossier.status === 'draft' ? undefined : dossier.code;
}

function waitKey({ dossierId, part }: Omit<WaitPlace, 'guard'>): string {
  return `${dossierId}/${part?.kind ?? ''}/${part?.id ?? ''}`;
}

function metaSignal({ dossier, wakeAt, relayedVersion }: Stored): MachineSignal {
  return {
    version: dossier.version,
    ended: waitsFor(dossier) === 'ended',
    ...(wakeAt === undefined ? {} : { wakeAt }),
    ...(relayedVersion === undefined ? {} : { relayedVersion }),
  };
}

interface Part {
  readonly revision: number;
  readonly ended: boolean;
  readonly wakeAt: string | undefined;
}

function partOf(dossier: Dossier, { kind, id }: MachinePart): Part | undefined {
  if (kind === 'document') {
    const document = dossier.documents[id];
    return document && { revision: document.revision, ended: turnOf(document) === undefined || isOver(dossier), wakeAt: nextSigningAlert(document) };
  }
  const consultation = dossier.consultations[id];
  return consultation && { revision: consultation.revision, ended: consultation.state === 'closed' || isOver(dossier), wakeAt: consultation.state === 'open' ? consultation.dueAt : undefined };
}

function partSignal(dossier: Dossier, place: MachinePart, waiting: Partial<MachineSignal>): MachineSignal | undefined {
  const part = partOf(dossier, place);
  if (part === undefined) return undefined;
  const { revision: version, ended, wakeAt } = part;
  return { version, ended, ...(ended || wakeAt === undefined ? {} : { wakeAt }), ...waiting };
}

function shardOf(dossierId: string, shards: number): number {
  return Buffer.from(dossierId).reduce((sum, byte) => sum + byte, 0) % shards;
}

function ownedRow(dossier: Dossier): OwnedRow {
  const { id: dossierId, procedure, status, createdAt } = dossier;
  const code = codeOf(dossier);
  return { dossierId, procedureCode: procedure.code, status, createdAt, ...(code === undefined ? {} : { code }) };
}

interface InboxLine {
  readonly agency: string;
  readonly row: InboxRow;
}

function inboxLines(dossier: Dossier): InboxLine[] {
  if (dossier.status === 'draft') return [];
  const common = { dossierId: dossier.id, code: dossier.code, procedureCode: dossier.procedure.code };
  const desk = (row: Pick<InboxRow, 'kind' | 'dueAt'>) => [{ agency: dossier.receivingAgency, row: { ...common, ...row, itemId: dossier.id } }];
  if (dossier.status === 'settled') return desk({ kind: 'hand-over', dueAt: dossier.dueAt ?? dossier.settledAt });
  if (isOver(dossier)) return [];
  const steps = Object.values(dossier.steps)
    .filter((step) => step.state === 'open')
    .map(({ agency, id, dueAt, atRiskAt }) => ({ agency, row: { ...common, kind: 'step' as const, itemId: id, dueAt, atRiskAt } }));
  const asks = Object.values(dossier.consultations)
    .filter((each) => each.state !== 'closed')
    .flatMap(({ id, dueAt, opinions }) =>
      Object.entries(opinions)
        .filter(([, opinion]) => opinion.state === 'asked')
        .map(([agency]) => ({ agency, row: { ...common, kind: 'consultation' as const, itemId: id, dueAt } })),
    );
  const signatures = Object.values(dossier.documents)
    .filter((each) => turnOf(each) !== undefined)
    .map(({ agency, id, dueAt }) => ({ agency, row: { ...common, kind: 'signature' as const, itemId: id, dueAt } }));
  return [...(dossier.status === 'submitted' ? desk({ kind: 'reception', dueAt: dossier.receptionDueAt }) : []), ...steps, ...asks, ...signatures];
}
