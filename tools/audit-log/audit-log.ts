import { Temporal } from '#domain/kernel/temporal';
import { dayAfter, logDayAt } from '#domain/log/log-days';
import type { SealedDay } from '#domain/log/sealed-day';
import { checkDays, type DaysToCheck } from './check-days.ts';
import { checkDossier, type CheckedDossier } from './check-dossier.ts';
import type { Break } from './findings.ts';

/** The whole store, read past the API. */
export interface AuditedStore extends Pick<DaysToCheck, 'log' | 'vault'> {
  /** Every dossier there is, each once. */
  dossierIds(): AsyncIterable<string>;
  /** All items of a dossier as they lie there. */
  items(dossierId: string): Promise<readonly unknown[]>;
}

export interface Audit {
  readonly breaks: readonly Break[];
  readonly dossiers: number;
  readonly events: number;
  readonly days: number;
}

interface SealedHead {
  readonly day: string;
  readonly seq: number;
  readonly head: string;
}

/**
 * Walks the whole store: recounts every chain, folds every record, compares each with the sealed days, and the days with each
 * other. Holds the sealed heads in memory, some 150 bytes for each dossier and day on which something happened to it.
 */
export async function auditLog(store: AuditedStore, { now, published = [] }: { readonly now: Temporal.Instant; readonly published?: readonly SealedDay[] }): Promise<Audit> {
  const sealed = new Map<string, SealedHead[]>();
  const checked = await checkDays({ ...store, now, published }, (day, { dossierId, seq, head }) => {
    const known = sealed.get(dossierId);
    if (known === undefined) sealed.set(dossierId, [{ day, seq, head }]);
    else known.push({ day, seq, head });
  });
  const breaks: Break[] = [...checked.breaks];
  let [dossiers, events] = [0, 0];
  for await (const dossierId of store.dossierIds()) {
    const dossier = checkDossier(dossierId, await store.items(dossierId));
    breaks.push(...dossier.breaks, ...againstDays(dossierId, dossier, { heads: sealed.get(dossierId) ?? [], lastDay: checked.lastDay }));
    sealed.delete(dossierId);
    dossiers += 1;
    events += dossier.hashes.size;
  }
  for (const [dossierId, [first]] of sealed) breaks.push({ what: 'dossier-missing', dossierId, ...(first && { day: first.day }), says: 'it stands in a sealed day and is gone from the record' });
  return { breaks, dossiers, events, days: checked.days };
}

interface Sealed {
  readonly heads: readonly SealedHead[];
  readonly lastDay: string | undefined;
}

/** What was sealed must still be there; what is older than the last seal must have been sealed. */
function againstDays(dossierId: string, { hashes, instants }: CheckedDossier, { heads, lastDay }: Sealed): Break[] {
  const rewritten = heads.find(({ seq, head }) => hashes.get(seq) !== head);
  if (rewritten !== undefined) return [{ what: 'sealed-head-differs', dossierId, seq: rewritten.seq, day: rewritten.day, says: 'the record is not the one that was sealed' }];
  const sealedTo = Math.max(0, ...heads.map(({ seq }) => seq));
  const forgotten = [...hashes].find(([seq, hash]) => hash !== undefined && seq > sealedTo && isDue(instants.get(seq), lastDay));
  return forgotten === undefined ? [] : [{ what: 'never-sealed', dossierId, seq: forgotten[0], says: 'it stands in no day, though its own and the next are sealed' }];
}

/** What happened at the end of a day may be noted on the next. */
function isDue(at: string | undefined, lastDay: string | undefined): boolean {
  return at !== undefined && lastDay !== undefined && dayAfter(logDayAt(Temporal.Instant.from(at))) <= lastDay;
}
