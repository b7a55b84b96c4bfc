import { calendarBook, shippedCalendarBook, type CalendarBook, type CalendarFacts } from '#domain/deadlines/calendar-book';
import type { CalendarProposal, ProposalChange } from '#domain/deadlines/calendar-proposal';
import type { CalendarRegister, DossierMoves, InForce, NewProposal, ProposalOutcome, ProposeOutcome, ReplayMode, ReplayPlace, ShardProgress } from '#domain/deadlines/calendar-register';
import type { CalendarStore } from '#domain/deadlines/calendar-store';
import type { PageRequest } from '#domain/dossiers/dossier-store';
import { pageOf } from '#test/support/fakes/list-page';

/** The editions in memory; gives copies, so that nobody changes them behind its back. */
export class InMemoryCalendarRegister implements CalendarRegister {
  private current: InForce = { edition: 0 };
  private readonly editions = new Map<number, { readonly proposal: CalendarProposal; readonly facts: CalendarFacts }>();
  private readonly requests = new Map<string, { readonly edition: number; readonly requestHash: string }>();
  private readonly tokens = new Map<number, string>();
  private readonly pages = new Map<string, ShardProgress>();
  private readonly found = new Map<number, Map<string, DossierMoves>>();

  /** The same editions as everybody who counts sees them. */
  readonly calendars: CalendarStore = { inForce: async () => this.book() };

  async inForce(): Promise<InForce> {
    return { ...this.current };
  }

  async facts(edition: number): Promise<CalendarFacts | undefined> {
    return edition === 0 ? shippedCalendarBook().facts : structuredClone(this.editions.get(edition)?.facts);
  }

  async proposal(edition: number): Promise<CalendarProposal | undefined> {
    return structuredClone(this.editions.get(edition)?.proposal);
  }

  async proposals(page: PageRequest) {
    const lines = [...this.editions.values()].map(({ proposal }) => ({ row: structuredClone(proposal), position: String(proposal.edition).padStart(6, '0') }));
    return pageOf(lines, page, 'descending');
  }

  async answered(scope: string) {
    return structuredClone(this.requests.get(scope));
  }

  async propose({ proposal, facts, scope, requestHash }: NewProposal): Promise<ProposeOutcome> {
    if (this.requests.has(scope)) return 'answered-before';
    if (this.editions.has(proposal.edition)) return 'edition-taken';
    this.requests.set(scope, { edition: proposal.edition, requestHash });
    this.editions.set(proposal.edition, structuredClone({ proposal, facts }));
    return 'proposed';
  }

  async commit({ before, after, succession }: ProposalChange): Promise<ProposalOutcome> {
    const stored = this.editions.get(after.edition);
    if (stored?.proposal.version !== before.version) return 'conflict';
    if (succession !== undefined && !this.succeed(after, succession)) return 'superseded';
    this.editions.set(after.edition, structuredClone({ ...stored, proposal: after }));
    return 'committed';
  }

  private succeed({ edition, basedOn }: CalendarProposal, succession: NonNullable<ProposalChange['succession']>): boolean {
    const isFree = this.current.edition === basedOn && this.current.succeededBy === undefined;
    if (succession === 'claim' ? !isFree : this.current.succeededBy !== edition) return false;
    if (succession === 'claim') this.current = { ...this.current, succeededBy: edition };
    if (succession === 'publish') this.current = { edition, succeededBy: edition };
    if (succession === 'release') this.current = { edition: this.current.edition };
    return true;
  }

  async waitToken(edition: number): Promise<string | undefined> {
    return this.tokens.get(edition);
  }

  async progress(edition: number, mode: ReplayMode): Promise<readonly ShardProgress[]> {
    const word = `${String(edition)}#${mode}#`;
    return structuredClone([...this.pages].filter(([key]) => key.startsWith(word)).map(([, progress]) => progress).toSorted((one, other) => one.shard - other.shard));
  }

  async noteProgress({ edition, mode }: Pick<ReplayPlace, 'edition' | 'mode'>, progress: ShardProgress): Promise<void> {
    const key = `${String(edition)}#${mode}#${String(progress.shard)}`;
    if ((this.pages.get(key)?.pages ?? 0) === progress.pages - 1) this.pages.set(key, structuredClone(progress));
  }

  async keepMoves(edition: number, rows: readonly DossierMoves[]): Promise<void> {
    const found = this.found.get(edition) ?? new Map<string, DossierMoves>();
    for (const row of rows) found.set(row.dossierId, structuredClone(row));
    this.found.set(edition, found);
  }

  async moves(edition: number, page: PageRequest) {
    const rows = [...(this.found.get(edition)?.values() ?? [])];
    return pageOf(rows.map((row) => ({ row: structuredClone(row), position: row.dossierId })), page);
  }

  /** What the machine does when it waits: refused when the proposal has moved on. */
  async leaveWait({ edition, version }: Pick<CalendarProposal, 'edition' | 'version'>, token: string): Promise<boolean> {
    if (this.editions.get(edition)?.proposal.version !== version) return false;
    this.tokens.set(edition, token);
    return true;
  }

  private book(): CalendarBook {
    const facts = this.editions.get(this.current.edition)?.facts;
    return facts === undefined ? shippedCalendarBook() : calendarBook(facts);
  }
}
