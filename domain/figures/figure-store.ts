import type { Page, PageRequest } from '#domain/dossiers/dossier-store';
import type { Counted, CountChange } from '#domain/figures/counting';
import type { Counts } from '#domain/figures/figure-row';

/**
 * The figures are kept once for each generation. A rebuild counts everything into a new one while the old one is still
 * counted and read; when it is complete the readers go over, and nobody has seen half a count.
 */
export interface Generations {
  /** Which one is read. */
  readonly live: number;
  /** Which one is being counted from the record. */
  readonly building?: number;
  /** Parts of the record that are not counted into it yet. */
  readonly partsLeft?: number;
}

export interface ScoreboardRequest extends PageRequest {
  /** The province or ministry. */
  readonly place: string;
  /** This agency and those below it; all of the place without. */
  readonly under?: string;
  /** A row for each agency, or for each procedure of each agency. */
  readonly by: 'agency' | 'procedure';
  /** `2026-11`, Vietnamese. */
  readonly month: string;
}

export interface ScoreboardRow {
  readonly agency: string;
  readonly procedureCode?: string;
  /** How things stand now. */
  readonly now: Counts;
  /** What happened in the month. */
  readonly month: Counts;
}

export interface PromiseCount {
  /** The beginning of five minutes, UTC: `2026-11-23T02:05`. */
  readonly from: string;
  readonly kept: number;
  readonly broken: number;
}

/** Figures of agencies and procedures (D12), summed from what each dossier adds. Lists go by agency and code. */
export interface FigureStore {
  generations(): Promise<Generations>;
  /** What of these dossiers is in the figures of a generation, strongly consistent; at most 100. */
  counted(generation: number, dossierIds: readonly string[]): Promise<ReadonlyMap<string, Counted>>;
  /** All of these changes or none; `conflict` when one of the dossiers was counted by somebody else since `before` was read. */
  count(generation: number, changes: readonly CountChange[]): Promise<'counted' | 'conflict'>;

  /** Whoever has, or ever had, a dossier or a step of the place, with the figures of the month. */
  scoreboard(request: ScoreboardRequest): Promise<Page<ScoreboardRow>>;
  /** How things stand in a place, summed over its agencies. */
  openWork(place: string): Promise<Counts>;
  /** Promises of a place from one five minutes (included) to another (included), those with none left out. */
  promises(place: string, from: string, to: string): Promise<readonly PromiseCount[]>;
  /** Settlements of a place from one Vietnamese day to another, both included. */
  settlements(place: string, from: string, to: string): Promise<{ readonly inTime: number; readonly late: number }>;
  /** The UTC hour (`2026-11-23T02`) in which the oldest step of a place was opened that waits for an answer. */
  oldestWaiting(place: string): Promise<string | undefined>;
  /** Office minutes from the start of the term to the settlement, of the 90 days that end with a Vietnamese day. */
  recentDurations(agency: string, procedureCode: string, day: string): Promise<Readonly<Record<string, number>>>;

  /** Begins a rebuild of so many parts, unless one is under way; tells the generations as they then are. */
  beginRebuild(parts: readonly string[]): Promise<Generations & { readonly building: number }>;
  /** Notes a part as counted; with the last one the readers go over to the new generation. Safe to repeat. */
  endPart(generation: number, part: string): Promise<void>;
}

/** Over how many days "probably ready by" looks back. */
export const RECENT_DAYS = 90;
