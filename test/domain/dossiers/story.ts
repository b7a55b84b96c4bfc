import { turnOf } from '#domain/documents/document';
import { issuedFor } from '#domain/documents/end-documents';
import type { Command, PaperToGrant } from '#domain/dossiers/command';
import type { DecisionContext } from '#domain/dossiers/context';
import { decide } from '#domain/dossiers/decide';
import { dossier as dossierSchema, type Dossier, type DossierIn, type DossierStatus } from '#domain/dossiers/dossier';
import { recordedEvent, type DossierEvent, type DossierEventType, type EventOf, type RecordedEvent } from '#domain/dossiers/event';
import { isIn } from '#domain/dossiers/is-in';
import type { Actor, Application } from '#domain/dossiers/parts';
import { recordEvents } from '#domain/dossiers/record-events';
import { wakeAt } from '#domain/dossiers/wake';
import { shippedCalendarBook, type CalendarBook } from '#domain/deadlines/calendar-book';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import { knownRoles } from '#domain/procedures/known-roles';
import { applies, type Channel, type Choices, type ProcedureDefinition } from '#domain/procedures/procedure';
import { stepDefinition } from '#domain/routing/next-stage';
import { requiredRoles } from '#domain/routing/required-roles';
import { chainTools } from '#functions/platform/chain-tools';
import { atVietnamTime, inVietnamTime } from '#test/domain/deadlines/at-vietnam-time';

type WithoutActor<Each> = Each extends Command ? Omit<Each, 'by'> & { readonly by?: Actor } : never;
/** A command as a test says it: who asks is said only where it matters. */
export type Wish = WithoutActor<Command>;
type AnswerWish = Extract<Wish, { type: 'answer-step' }>;

const BY: Actor = { kind: 'officer', id: 'officer-7', agency: 'H26.16' };
export const DESK = 'H26.16';
/** Marks that must never be found outside the application. */
export const APPLICATION: Application = {
  applicant: { fullName: 'Nguyễn Thị Bí Mật', identityNumber: '001099012345', kind: 'citizen', phone: '0912345678', email: 'bi-mat@example.vn', address: 'Số 1 phố Kín' },
  form: { childName: 'Trần Văn Riêng' },
};

interface Beginning {
  readonly choices?: Choices;
  readonly channel?: Channel;
}

/** One command that was granted: from which state to which, and what happened. */
export interface Move {
  readonly from: DossierStatus | 'nothing';
  readonly asked: Wish['type'];
  readonly to: DossierStatus;
  readonly events: readonly DossierEventType[];
}

/** Which agency stands for a role in these tests: every role its own. */
export function agencyOf(role: string): string {
  return `H26.${String(20 + [...knownRoles].indexOf(role))}`;
}

/** One dossier's life, told in Vietnamese local time. Each move is decided, recorded and folded as in production. */
export class Story {
  readonly procedure: ProcedureDefinition;
  readonly recorded: RecordedEvent[] = [];
  readonly moves: Move[] = [];
  now: Temporal.Instant;
  calendars: CalendarBook = shippedCalendarBook();
  #dossier: Dossier | undefined;

  constructor(procedure: ProcedureDefinition, local: string) {
    this.procedure = procedure;
    this.now = atVietnamTime(local);
  }

  get context(): DecisionContext {
    return { now: this.now, calendars: this.calendars, procedure: this.procedure };
  }

  get dossier(): Dossier {
    if (this.#dossier === undefined) throw new Error('the story has not begun');
    return this.#dossier;
  }

  /** The dossier, known to be in this state. */
  in<Status extends DossierStatus>(status: Status): DossierIn<Status> {
    const { dossier } = this;
    if (!isIn(dossier, status)) throw new Error(`the dossier is ${dossier.status}, not ${status}`);
    return dossier;
  }

  /** Moves the clock and does nothing else. */
  at(local: string): this {
    this.now = atVietnamTime(local);
    return this;
  }

  ask(wish: Wish): DossierEvent[] {
    const from = this.#dossier?.status ?? 'nothing';
    const events = decide(this.#dossier, { ...wish, by: wish.by ?? BY }, this.context);
    if (events.length === 0) return events;
    this.record(events);
    this.moves.push({ from, asked: wish.type, to: this.dossier.status, events: events.map(({ type }) => type) });
    return events;
  }

  record(events: readonly DossierEvent[]): void {
    const { after, recorded } = recordEvents(this.#dossier, events, { dossierId: `ds-${'a'.repeat(26)}`, at: toIso(this.now), by: BY, application: APPLICATION, chain: chainTools });
    // What production reads back must be what the schema allows, field by field.
    this.#dossier = dossierSchema.parse(after);
    for (const each of recorded) recordedEvent.parse(each);
    this.recorded.push(...recorded);
  }

  /** Asks what is due until nothing is. */
  advance(): this {
    for (let round = 0; round < 10; round += 1) if (this.ask({ type: 'advance' }).length === 0) return this;
    throw new Error('advance does not come to rest');
  }

  /** Lets time pass as the lifecycle machine would: it wakes at each checkpoint, and looks once more at the end. */
  waitUntil(local: string): this {
    const end = atVietnamTime(local);
    for (;;) {
      const next = wakeAt(this.dossier, this.context);
      if (next === undefined || next > toIso(end)) break;
      this.now = Temporal.Instant.from(next);
      this.advance();
    }
    this.now = end;
    return this.advance();
  }

  create({ choices = {}, channel }: Beginning = {}): this {
    const [offered = 'online'] = this.procedure.channels;
    const place = { commune: '00001', province: 'H26' };
    this.ask({ type: 'create', id: 'unused', choices, channel: channel ?? offered, place, ownerId: 'citizen-1', receivingAgency: DESK, application: APPLICATION });
    return this;
  }

  /** Asks grants for these papers, or for every paper required. */
  grant(papers: readonly PaperToGrant[] = this.requiredPapers()): this {
    if (papers.length > 0) this.ask({ type: 'grant-papers', papers });
    return this;
  }

  requiredPapers(): PaperToGrant[] {
    const slots = this.procedure.papers.filter((paper) => paper.required && applies(paper.when, this.dossier.choices));
    return slots.map(({ slot, contentTypes }) => paperFor(slot, { contentType: contentTypes[0] ?? 'application/pdf' }));
  }

  submit(): this {
    this.ask({ type: 'submit', code: 'H26.16-261005-0001', roles: this.roles(), found: foundAll(this.dossier) });
    return this;
  }

  /** An agency for every role the dossier needs. */
  roles(): Record<string, string> {
    return Object.fromEntries(requiredRoles(this.procedure, this.dossier.choices).map((role) => [role, agencyOf(role)]));
  }

  /** The papers that came in, or the one named, are looked into and found good unless said otherwise. */
  check(outcome: 'accepted' | 'refused' = 'accepted', only?: string): this {
    const waiting = Object.values(this.dossier.papers).filter((paper) => paper.check === undefined && (only === undefined ? paper.state === 'received' : paper.id === only));
    const checked = waiting.map(({ id }) => ({ paperId: id, ...checkedAs(outcome, this.now) }));
    if (checked.length > 0) this.ask({ type: 'record-paper-check', checked });
    return this;
  }

  /** The desk accepts once the papers were looked into. */
  accept(): this {
    this.check();
    this.ask({ type: 'accept' });
    return this;
  }

  supplement(note?: string): this {
    this.ask({ type: 'supplement', found: foundAll(this.dossier), note });
    return this;
  }

  /** A result that must be a signed document is signed before it is answered. */
  answer(stepId: string, outcome: AnswerWish['outcome'] = 'result', more: Partial<AnswerWish> = {}): this {
    const reasons = outcome === 'result' ? [] : ['Chưa đủ điều kiện'];
    const items = outcome === 'return-for-supplement' ? ['Bản vẽ'] : [];
    if (outcome === 'result') this.#signRequired(stepId);
    this.ask({ type: 'answer-step', stepId, outcome, reasons, items, ...more });
    return this;
  }

  #signRequired(stepId: string): void {
    const { result } = stepDefinition(this.procedure, stepId) ?? {};
    if (result?.requiresDocument !== true || this.dossier.steps[stepId]?.state !== 'open' || issuedFor(this.dossier, stepId) !== undefined) return;
    const agency = this.dossier.steps[stepId].agency;
    const by = (id: string): Actor => ({ kind: 'officer', id, agency });
    for (const rival of Object.values(this.dossier.documents).filter((each) => each.stepId === stepId)) {
      const turn = turnOf(rival);
      if (turn !== undefined) this.ask({ type: 'refuse-signing', by: by(turn.signer.officer ?? 'clerk'), documentId: rival.id, reasons: ['Soạn lại'] });
    }
    const documentId = `doc-${String(this.recorded.length).padStart(24, '0')}`;
    const file = (revision: number) => ({ revision, versionId: `v${String(revision)}`, sha256: String(revision).repeat(64), sizeBytes: 1000 });
    const { template = { id: 'certificate', version: 1 } } = result;
    const signers = [{ capacity: 'officer', officer: 'head' }, { capacity: 'agency' }] as const;
    this.ask({ type: 'draft-document', by: by('drafter'), stepId, documentId, template, language: 'vi', notation: '12/2026', places: [], signers, file: file(0) });
    this.ask({ type: 'sign-document', by: by('head'), documentId, seen: file(0).sha256, file: file(1), level: 'B-T' });
    this.ask({ type: 'sign-document', by: by('clerk'), documentId, seen: file(1).sha256, file: file(2), level: 'B-T' });
  }

  /** Created, handed in and accepted at the present instant, with the first stage open. */
  begun(beginning: Beginning = {}): this {
    return this.create(beginning).grant().submit().accept().advance();
  }

  happened<Type extends DossierEventType>(type: Type): EventOf<Type>[] {
    return this.recorded.flatMap(({ event }) => (isOfType(event, type) ? [event] : []));
  }

  types(): DossierEventType[] {
    return this.recorded.map(({ event }) => event.type);
  }

  openSteps(): string[] {
    return Object.values(this.dossier.steps).filter((step) => step.state === 'open').map((step) => step.id);
  }

  /** The promised instant in Vietnamese time, or nothing while the clock stands still. */
  promise(): string | undefined {
    return 'dueAt' in this.dossier && this.dossier.dueAt !== undefined ? inVietnamTime(this.dossier.dueAt) : undefined;
  }
}

function isOfType<Type extends DossierEventType>(event: DossierEvent, type: Type): event is EventOf<Type> {
  return event.type === type;
}

/** What a look into a paper found; refused for malware unless said otherwise. */
export function checkedAs(outcome: 'accepted' | 'refused', now: Temporal.Instant, reasons: readonly string[] = outcome === 'refused' ? ['malware'] : []) {
  const check = { outcome, at: toIso(now), reasons: [...reasons], foundType: 'application/pdf', scanner: 'rules' };
  return { check, objectVersion: 'v1', ...(outcome === 'accepted' && { vaultVersion: 'w1' }) };
}

export function paperFor(slot: string, more: Partial<PaperToGrant> = {}): PaperToGrant {
  return { id: `pp-${slot}`, slot, fileName: `${slot}.pdf`, contentType: 'application/pdf', sizeBytes: 1000, sha256: 'a'.repeat(64), ...more };
}

/** Every granted paper, uploaded as announced. */
export function foundAll(dossier: Dossier) {
  const waiting = Object.values(dossier.papers).filter((paper) => paper.state === 'granted');
  return waiting.map(({ id, sha256, sizeBytes }) => ({ paperId: id, sha256, sizeBytes, objectVersion: 'v1' }));
}
