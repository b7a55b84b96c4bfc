import fc from 'fast-check';
import { calendarBook } from '#domain/deadlines/calendar-book';
import { changedDays } from '#domain/deadlines/calendar-changes';
import { apologyDocumentId } from '#domain/documents/apology-document';
import { ownEntry } from '#domain/dossiers/own-entry';
import type { ProcedureDefinition } from '#domain/procedures/procedure';
import { agencyOf, checkedAs, foundAll, paperFor, type Story, type Wish } from '../story.ts';

/** What the world does next; wishes are made from the story as it then is, so that many of them fit and some never do. */
export type Happening = { readonly kind: 'time'; readonly hours: number; readonly awake: boolean } | { readonly kind: 'wish'; readonly wish: (story: Story) => Wish };

type MadeFrom = (story: Story) => Wish;

const anyIndex = fc.nat({ max: 1000 });
const listOf = (word: string) => fc.constantFrom<string[]>([word], [word], [word], []);

/** The element at an index drawn before the list was known. */
function pick(list: readonly string[], index: number): string {
  return list[index % list.length] ?? 'nowhere';
}

function stepIds({ stages }: ProcedureDefinition): string[] {
  return [...stages.flatMap((stage) => stage.steps.map((step) => step.id)), 'nowhere', 'constructor'];
}

/** Mostly a step that is open, now and then any other. */
function someStep(story: Story, index: number): string {
  const open = story.openSteps();
  return open.length > 0 && index % 5 > 0 ? pick(open, index) : pick(stepIds(story.procedure), index);
}

function consultationsOf({ stages }: ProcedureDefinition) {
  return stages.flatMap((stage) => stage.steps.flatMap((step) => step.consultations.map((each) => ({ ...each, stepId: step.id }))));
}

const answer = fc
  .record({ index: anyIndex, outcome: fc.constantFrom('result', 'result', 'return-for-supplement', 'return-for-supplement', 'cannot'), reasons: listOf('Lý do'), items: listOf('Bản vẽ') })
  .map(({ index, ...rest }): MadeFrom => (story) => ({ type: 'answer-step', stepId: someStep(story, index), ...rest }));

const grant = fc
  .record({ index: anyIndex, id: fc.nat({ max: 9 }) })
  .map(({ index, id }): MadeFrom => (story) => {
    const slots = [...story.procedure.papers.map((paper) => paper.slot), 'poem'];
    return { type: 'grant-papers', papers: [paperFor(pick(slots, index), { id: `pp-${String(id)}`, fileName: `${String(index % 2)}.pdf` })] };
  });

const requestOpinions = anyIndex.map((index): MadeFrom => (story) => {
  const known = consultationsOf(story.procedure);
  const { id, stepId } = known[index % Math.max(known.length, 1)] ?? { id: 'poems', stepId: 'nowhere' };
  return { type: 'request-opinions', stepId: index % 7 === 0 ? someStep(story, index) : stepId, consultationId: id };
});

const giveOpinion = fc.record({ index: anyIndex, verdict: fc.constantFrom('agree', 'disagree') }).map(({ index, verdict }): MadeFrom => (story) => {
  const known = consultationsOf(story.procedure);
  const consultation = known[index % Math.max(known.length, 1)];
  const agency = consultation === undefined || index % 7 === 0 ? 'H99' : agencyOf(pick(consultation.agencyRoles, index));
  return { type: 'give-opinion', consultationId: consultation?.id ?? 'poems', agency, verdict };
});

const look = fc.record({ index: anyIndex, isGood: fc.boolean() }).map(({ index, isGood }): MadeFrom => (story) => {
  const paperId = pick(Object.keys(story.dossier.papers), index);
  return { type: 'record-paper-check', checked: [{ paperId, ...checkedAs(isGood ? 'accepted' : 'refused', story.now) }] };
});

const reception: readonly MadeFrom[] = [
  () => ({ type: 'accept' }),
  () => ({ type: 'request-supplement', items: ['Bản vẽ'], reasons: ['Thiếu'] }),
  () => ({ type: 'refuse', reasons: ['Sai thẩm quyền'] }),
];
const submit: MadeFrom = (story) => ({ type: 'submit', code: 'H26.16-261005-0002', roles: story.roles(), found: foundAll(story.dossier) });
const submitUnrouted: MadeFrom = ({ dossier }) => ({ type: 'submit', code: 'H26.16-261005-0003', roles: {}, found: foundAll(dossier) });
const supplement: MadeFrom = ({ dossier }) => ({ type: 'supplement', found: foundAll(dossier) });
const withdraw: MadeFrom = () => ({ type: 'withdraw', reason: 'Đổi ý' });
const handOver: MadeFrom = () => ({ type: 'hand-over', method: 'online' });
const advance: MadeFrom = () => ({ type: 'advance' });
const notify = anyIndex.map((index): MadeFrom => (story) => ({ type: 'notify-obligation', stepId: someStep(story, index), amountDong: index, reference: 'TB-1' }));

const suspend: MadeFrom = () => ({ type: 'suspend', reason: 'Tòa án thụ lý', cites: 'Decree 101/2024/NĐ-CP Art. 19(2)', reference: '12/TA' });
const lift: MadeFrom = () => ({ type: 'lift-suspension', reason: 'Tòa án đình chỉ' });
const reappoint = fc.integer({ min: 1, max: 9 }).map((amount): MadeFrom => () => ({ type: 'reappoint', reason: 'Chưa đủ nhân lực', extension: { amount, unit: 'working-day' } }));
const assign = anyIndex.map((index): MadeFrom => (story) => ({ type: 'assign-step', stepId: someStep(story, index), agency: `H26.${String(90 + (index % 3))}`, reason: 'Sáp nhập', ...(index % 2 === 0 && { officer: 'officer-9' }) }));
const askAgain = anyIndex.map((index): MadeFrom => (story) => ({ type: 'ask-again', stepId: someStep(story, index), reason: 'Không khớp', fields: ['/papers/0'] }));
const acknowledge = anyIndex.map((index): MadeFrom => (story) => {
  const stepId = someStep(story, index);
  const [told] = ownEntry(story.dossier.steps, stepId)?.watch.ladder ?? [];
  return { type: 'acknowledge-lateness', stepId, rung: told?.rung ?? 'officer', agency: told?.agency ?? 'H99', roles: [] };
});
/** Of the documents there are, mostly one that waits for a signature. */
function someDocument(story: Story, index: number) {
  const all = Object.values(story.dossier.documents);
  const waiting = all.filter(({ state }) => state === 'signing');
  const from = waiting.length > 0 && index % 5 > 0 ? waiting : all;
  return from[index % Math.max(from.length, 1)];
}

const draftOne = anyIndex.map((index): MadeFrom => (story) => {
  const stepId = someStep(story, index);
  const signers = index % 9 === 0 ? [{ capacity: 'agency' as const }] : [{ capacity: 'officer' as const, officer: 'head' }, { capacity: 'agency' as const }];
  return { type: 'draft-document', stepId, documentId: `doc-${String(index).padStart(24, '0')}`, template: { id: 'any', version: 1 }, language: 'vi', places: [], signers, file: { revision: 0, versionId: 'v0', sha256: '0'.repeat(64), sizeBytes: 1 } };
});
const draftApology = anyIndex.map((index): MadeFrom => ({ dossier }) => {
  const nth = 'apologies' in dossier ? dossier.apologies.length + (index % 5 === 0 ? 1 : 0) : 1;
  return { type: 'draft-apology', documentId: apologyDocumentId(nth), template: { id: 'apology', version: 1 }, language: 'vi', places: [], file: { revision: 0, versionId: 'v0', sha256: '0'.repeat(64), sizeBytes: 1 } };
});
/** Whoever's turn it is signs, refuses or hands on; now and then somebody else, or what was seen is old. */
const turn = fc.record({ index: anyIndex, what: fc.constantFrom('sign', 'sign', 'sign', 'refuse', 'delegate') }).map(({ index, what }): MadeFrom => (story) => {
  const document = someDocument(story, index);
  const documentId = document?.id ?? 'doc-none';
  const signer = document?.signers.find(({ state }) => state === 'waiting');
  const by = { kind: 'officer' as const, id: index % 7 === 0 ? 'somebody' : (signer?.officer ?? 'clerk'), agency: signer?.agency ?? 'H99' };
  if (what === 'refuse') return { type: 'refuse-signing', by, documentId, reasons: index % 3 === 0 ? [] : ['Sai căn cứ'] };
  if (what === 'delegate') return { type: 'delegate-signing', by, documentId, officer: `deputy-${String(index % 3)}` };
  const revision = (document?.revision ?? 0) + 1;
  return { type: 'sign-document', by, documentId, seen: index % 7 === 1 ? 'f'.repeat(64) : (document?.file.sha256 ?? ''), file: { revision, versionId: `v${String(revision)}`, sha256: String(revision % 10).repeat(64), sizeBytes: 1 }, level: 'B-B' };
});

/** The nation, or an agency, is off on one more day; then every date is counted again. */
const recount = fc.nat({ max: 60 }).map((days): MadeFrom => (story) => {
  const before = story.calendars.facts;
  const date = story.now.add({ hours: 24 * days }).toString().slice(0, 10);
  const years = before.years.map((year) => (date.startsWith(String(year.year)) && year.days.every((day) => day.date !== date) ? { ...year, days: [...year.days, { date, kind: 'holiday' as const, status: 'decided' as const, source: 'a test' }] } : year));
  story.calendars = calendarBook({ ...before, edition: before.edition + 1, years });
  return { type: 'recount', changedDays: changedDays(before, story.calendars.facts) };
});

const wish = fc.oneof(
  { arbitrary: answer, weight: 12 },
  { arbitrary: fc.constant(supplement), weight: 8 },
  { arbitrary: fc.constant(advance), weight: 8 },
  { arbitrary: requestOpinions, weight: 12 },
  { arbitrary: giveOpinion, weight: 12 },
  { arbitrary: notify, weight: 4 },
  { arbitrary: grant, weight: 2 },
  { arbitrary: look, weight: 4 },
  { arbitrary: fc.constantFrom(...reception, submit, submitUnrouted, handOver), weight: 6 },
  { arbitrary: fc.constantFrom(suspend, lift, lift), weight: 5 },
  { arbitrary: reappoint, weight: 3 },
  { arbitrary: assign, weight: 3 },
  { arbitrary: askAgain, weight: 4 },
  { arbitrary: acknowledge, weight: 3 },
  { arbitrary: recount, weight: 3 },
  { arbitrary: draftOne, weight: 6 },
  { arbitrary: draftApology, weight: 4 },
  { arbitrary: turn, weight: 8 },
  { arbitrary: fc.constant(withdraw), weight: 1 },
);

const time = fc.record({ kind: fc.constant('time' as const), hours: fc.oneof(fc.double({ min: 0, max: 12, noNaN: true }), fc.integer({ min: 12, max: 200 })), awake: fc.boolean() });

export const happenings: fc.Arbitrary<Happening[]> = fc.array(fc.oneof({ arbitrary: wish.map((made) => ({ kind: 'wish' as const, wish: made })), weight: 3 }, { arbitrary: time, weight: 1 }), { maxLength: 30, size: 'max' });
