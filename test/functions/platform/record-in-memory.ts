import type { Dossier } from '#domain/dossiers/dossier';
import type { RecordedEvent } from '#domain/dossiers/event';
import type { DossierChange, DossierStore, KeptAnswer } from '#domain/dossiers/dossier-store';

const notHere = (): Promise<never> => Promise.reject(new Error('not part of this fake'));

/** As much of the record as changing a dossier needs; `meddle` runs before each commit, as another caller would. */
export class RecordInMemory implements DossierStore {
  readonly dossiers = new Map<string, Dossier>();
  readonly answers = new Map<string, KeptAnswer>();
  readonly committed: DossierChange[] = [];
  meddle: () => void = () => undefined;

  readonly inbox = notHere;
  readonly owned = notHere;
  readonly signal = notHere;
  readonly markRelayed = notHere;
  readonly needingAttention = notHere;
  readonly uncheckedPapers = notHere;
  readonly census = notHere;
  readonly assignedTo = notHere;
  readonly signaturesOf = notHere;
  readonly received = notHere;
  readonly countReceived = notHere;
  readonly worked = notHere;

  load(reference: string): Promise<Dossier | undefined> {
    return Promise.resolve([...this.dossiers.values()].find((each) => each.id === reference || ('code' in each && each.code === reference)));
  }

  /** Of what was committed here, not of what a test kept as given. */
  events(dossierId: string, { afterSeq, limit }: { readonly afterSeq: number; readonly limit: number }): Promise<readonly RecordedEvent[]> {
    const recorded = this.committed.flatMap((change) => change.events);
    return Promise.resolve(recorded.filter((each) => each.dossierId === dossierId && each.seq > afterSeq).slice(0, limit));
  }

  keptAnswer(scope: string): Promise<KeptAnswer | undefined> {
    return Promise.resolve(this.answers.get(scope));
  }

  commit(change: DossierChange): ReturnType<DossierStore['commit']> {
    this.meddle();
    const kept = change.answer === undefined ? undefined : this.answers.get(change.answer.scope);
    if (kept !== undefined) return Promise.resolve({ kind: 'answered-before', answer: kept });
    if (this.dossiers.get(change.after.id)?.version !== change.before?.version) return Promise.resolve({ kind: 'conflict' });
    this.dossiers.set(change.after.id, change.after);
    if (change.answer !== undefined) this.answers.set(change.answer.scope, change.answer);
    this.committed.push(change);
    return Promise.resolve({ kind: 'committed' });
  }
}
