import type { Dossier } from '#domain/dossiers/dossier';
import { dossierFacts } from '#domain/figures/dossier-facts';
import { factsBetween, type Fact } from '#domain/figures/fact';
import { sumOfCounts, type Counts, type FigureRow } from '#domain/figures/figure-row';
import { rowsOfFact } from '#domain/figures/rows-of-fact';

/** What of one dossier is in the figures. */
export interface Counted {
  /** Grows by one with every write; a write on condition of it is made once. */
  readonly revision: number;
  /** The dossier's version the facts were taken from; an older one is never counted over it. */
  readonly version: number;
  readonly facts: readonly Fact[];
}

/** One dossier counted anew. */
export interface CountChange {
  readonly dossierId: string;
  readonly procedureCode: string;
  readonly before: Counted | undefined;
  readonly after: Counted;
}

/** How one row changes: what is to be added to its counters, negative where a fact is gone. */
export interface RowChange {
  readonly row: FigureRow;
  readonly counts: Counts;
}

/** What DynamoDB takes in one transaction. */
export const MAX_WRITES = 100;

/** What counting a dossier changes; nothing when it is a draft, or was counted in this version or a later one. */
export function changeFor(dossier: Dossier, before: Counted | undefined): CountChange | undefined {
  const { id: dossierId, version, procedure } = dossier;
  if (dossier.status === 'draft' || (before !== undefined && before.version >= version)) return undefined;
  return { dossierId, procedureCode: procedure.code, before, after: { revision: (before?.revision ?? 0) + 1, version, facts: dossierFacts(dossier) } };
}

/** The rows that change with these dossiers, each once, without those that stay as they are. */
export function rowChanges(changes: readonly CountChange[]): RowChange[] {
  const rows = new Map<string, RowChange>();
  for (const { procedureCode, before, after } of changes) {
    const { gone, come } = factsBetween(before?.facts ?? [], after.facts);
    for (const each of come) addFact(rows, { fact: each, procedureCode, times: 1 });
    for (const each of gone) addFact(rows, { fact: each, procedureCode, times: -1 });
  }
  return [...rows.values()].map(({ row, counts }) => ({ row, counts: withoutZeros(counts) })).filter(({ counts }) => Object.keys(counts).length > 0);
}

/** Dossiers are put together as long as one transaction takes them: most of them share their rows. */
export function intoTransactions(changes: readonly CountChange[]): CountChange[][] {
  const transactions: CountChange[][] = [];
  for (const change of changes.flatMap(inParts)) {
    const last = transactions.at(-1);
    const isSameDossier = last?.some(({ dossierId }) => dossierId === change.dossierId) === true;
    if (last !== undefined && !isSameDossier && writesOf([...last, change]) <= MAX_WRITES) last.push(change);
    else transactions.push([change]);
  }
  return transactions;
}

/**
 * A change of one dossier that touches more rows than a transaction takes (sixty steps opened at once by sixty agencies)
 * is made in several: after each of them what is noted as counted is exactly what was counted, so it may stop anywhere.
 * The version is noted with the last part, so that a dossier that was counted in part is counted again.
 */
function inParts(change: CountChange): CountChange[] {
  const parts: CountChange[] = [];
  let { before } = change;
  for (;;) {
    const whole = { ...change, before, after: { ...change.after, revision: (before?.revision ?? 0) + 1 } };
    if (writesOf([whole]) <= MAX_WRITES) return [...parts, whole];
    const part = { ...whole, after: { ...whole.after, version: change.before?.version ?? 0, facts: partly(before?.facts ?? [], change.after.facts) } };
    parts.push(part);
    before = part.after;
  }
}

/** Of what is to come and go, so many facts as surely fit one transaction. */
function partly(before: readonly Fact[], after: readonly Fact[]): Fact[] {
  const { gone, come } = factsBetween(before, after);
  return gone.length > 0 ? [...factsBetween(before, gone.slice(0, FACTS_A_PART)).gone] : [...before, ...come.slice(0, FACTS_A_PART)];
}

/** A fact touches four rows at most. */
const FACTS_A_PART = Math.floor((MAX_WRITES - 1) / 4);

function writesOf(changes: readonly CountChange[]): number {
  return changes.length + rowChanges(changes).length;
}

interface FactTimes {
  readonly fact: Fact;
  readonly procedureCode: string;
  readonly times: 1 | -1;
}

function addFact(rows: Map<string, RowChange>, { fact, procedureCode, times }: FactTimes): void {
  for (const { row, counts } of rowsOfFact(fact, procedureCode)) {
    const key = JSON.stringify(row);
    const signed = Object.fromEntries(Object.entries(counts).map(([name, amount]) => [name, times * amount]));
    rows.set(key, { row, counts: sumOfCounts(rows.get(key)?.counts ?? {}, signed) });
  }
}

function withoutZeros(counts: Counts): Counts {
  return Object.fromEntries(Object.entries(counts).filter(([, amount]) => amount !== 0));
}
