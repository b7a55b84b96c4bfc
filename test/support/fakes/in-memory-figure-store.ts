import { rowChanges, type Counted, type CountChange } from '#domain/figures/counting';
import { histogramOf, sumOfCounts, type Counts, type FigureRow } from '#domain/figures/figure-row';
import { RECENT_DAYS, type FigureStore, type Generations, type ScoreboardRequest } from '#domain/figures/figure-store';
import { daysBefore } from '#domain/figures/time-buckets';
import { pageOf } from '#test/support/fakes/list-page';

interface Kept {
  readonly row: FigureRow;
  readonly counts: Counts;
}

type RowOf<Kind extends FigureRow['kind']> = Extract<FigureRow, { kind: Kind }>;

/** The figures in memory. */
export class InMemoryFigureStore implements FigureStore {
  private readonly rows = new Map<string, Kept>();
  private readonly countedDossiers = new Map<string, Counted>();
  private state: Generations = { live: 1 };
  private partsLeft: readonly string[] = [];

  async generations(): Promise<Generations> {
    return this.state;
  }

  async counted(generation: number, dossierIds: readonly string[]) {
    const found = dossierIds.flatMap((id) => {
      const counted = this.countedDossiers.get(`${generation}/${id}`);
      return counted === undefined ? [] : [[id, structuredClone(counted)] as const];
    });
    return new Map(found);
  }

  async count(generation: number, changes: readonly CountChange[]): Promise<'counted' | 'conflict'> {
    const isCurrent = ({ dossierId, before }: CountChange) => this.countedDossiers.get(`${generation}/${dossierId}`)?.revision === before?.revision;
    if (!changes.every(isCurrent)) return 'conflict';
    for (const { row, counts } of rowChanges(changes)) {
      const key = `${generation}/${JSON.stringify(row)}`;
      this.rows.set(key, { row, counts: sumOfCounts(this.rows.get(key)?.counts ?? {}, counts) });
    }
    for (const { dossierId, after } of changes) this.countedDossiers.set(`${generation}/${dossierId}`, structuredClone(after));
    return 'counted';
  }

  async scoreboard({ place, under, by, month, ...page }: ScoreboardRequest) {
    const isBelow = (agency: string) => under === undefined || agency === under || agency.startsWith(`${under}.`);
    const lines = this.all('now')
      .filter(({ row }) => row.place === place && isBelow(row.agency) && (row.procedureCode === undefined) === (by === 'agency'))
      .map(({ row: { agency, procedureCode }, counts }) => {
        const inMonth = this.all('month').find(({ row }) => row.month === month && row.agency === agency && row.procedureCode === procedureCode);
        const row = { agency, ...(procedureCode === undefined ? {} : { procedureCode }), now: withoutZeros(counts), month: withoutZeros(inMonth?.counts ?? {}) };
        return { row, position: `${agency}#${procedureCode ?? ''}` };
      });
    return pageOf(lines, page);
  }

  async openWork(place: string): Promise<Counts> {
    return this.all('now')
      .filter(({ row }) => row.place === place && row.procedureCode === undefined)
      .reduce<Counts>((sum, { counts }) => sumOfCounts(sum, counts), {});
  }

  async promises(place: string, from: string, to: string) {
    return this.all('promises')
      .filter(({ row }) => row.place === place && row.from >= from && row.from <= to)
      .map(({ row, counts }) => ({ from: row.from, kept: counts['kept'] ?? 0, broken: counts['broken'] ?? 0 }))
      .filter(({ kept, broken }) => kept + broken > 0)
      .toSorted((one, other) => (one.from < other.from ? -1 : 1));
  }

  async settlements(place: string, from: string, to: string) {
    const days = this.all('settled').filter(({ row }) => row.place === place && row.day >= from && row.day <= to);
    const { inTime = 0, late = 0 } = days.reduce<Counts>((sum, { counts }) => sumOfCounts(sum, counts), {});
    return { inTime, late };
  }

  async oldestWaiting(place: string): Promise<string | undefined> {
    const waiting = this.all('waiting').filter(({ row }) => row.place === place);
    return waiting.flatMap(({ row, counts }) => Object.entries(counts).flatMap(([hour, steps]) => (steps > 0 ? [`${row.day}T${hour}`] : []))).toSorted()[0];
  }

  async recentDurations(agency: string, procedureCode: string, day: string) {
    const from = daysBefore(day, RECENT_DAYS - 1);
    const days = this.all('day').filter(({ row }) => row.agency === agency && row.procedureCode === procedureCode && row.day >= from && row.day <= day);
    const sum = days.reduce<Counts>((all, { counts }) => sumOfCounts(all, counts), {});
    return withoutZeros(histogramOf(sum, 'elapsed'));
  }

  async beginRebuild(parts: readonly string[]) {
    const building = this.state.building ?? this.state.live + 1;
    if (this.state.building === undefined) {
      this.partsLeft = parts;
      this.state = { live: this.state.live, building, partsLeft: parts.length };
    }
    return { ...this.state, building };
  }

  async endPart(generation: number, part: string): Promise<void> {
    if (this.state.building !== generation) return;
    this.partsLeft = this.partsLeft.filter((each) => each !== part);
    this.state = this.partsLeft.length === 0 ? { live: generation } : { ...this.state, partsLeft: this.partsLeft.length };
  }

  /** Every row of a generation that is not empty, to be compared with those of another. */
  everything(generation: number): Readonly<Record<string, Counts>> {
    const own = [...this.rows].filter(([key]) => key.startsWith(`${generation}/`)).map(([key, { counts }]) => [key.slice(key.indexOf('/') + 1), withoutZeros(counts)] as const);
    return Object.fromEntries(own.filter(([, counts]) => Object.keys(counts).length > 0));
  }

  private all<Kind extends FigureRow['kind']>(kind: Kind): { row: RowOf<Kind>; counts: Counts }[] {
    const isOfKind = (kept: Kept): kept is { row: RowOf<Kind>; counts: Counts } => kept.row.kind === kind;
    return [...this.rows].flatMap(([key, kept]) => (key.startsWith(`${this.state.live}/`) && isOfKind(kept) ? [kept] : []));
  }
}

function withoutZeros(counts: Counts): Counts {
  return Object.fromEntries(Object.entries(counts).filter(([, amount]) => amount !== 0));
}
