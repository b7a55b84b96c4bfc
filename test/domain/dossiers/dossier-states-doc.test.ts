import { describe, expect, test } from '@jest/globals';
import { calendarBook } from '#domain/deadlines/calendar-book';
import { apologyDocumentId } from '#domain/documents/apology-document';
import { dossier } from '#domain/dossiers/dossier';
import { officialStatus } from '#domain/dossiers/official-status';
import { catalogueProcedure, smallProcedure } from './catalogue-procedure.ts';
import { documentedMoves, keyOf, page, untold } from './documented-moves.ts';
import { delegate, draft, refuse, sign } from './signing-wishes.ts';
import { agencyOf, DESK, paperFor, Story, type Move, type Wish } from './story.ts';

const MONDAY = '2026-10-05 09:00';
const LATER = '2026-12-01 09:00';
/** A work step that may consult, and a financial duty beside it. */
const WITH_DUTY = { '/stages/0/steps/1/kind': 'obligation', '/stages/0/steps/1/agencyRole': 'tax', '/stages/0/steps/1/onCannot': 'CONTINUE' };
const ASK: Wish = { type: 'request-opinions', stepId: 'appraise', consultationId: 'opinions' };
const GIVE: Wish = { type: 'give-opinion', consultationId: 'opinions', agency: agencyOf('fire-police'), verdict: 'agree' };
const WITHDRAW: Wish = { type: 'withdraw', reason: 'Đổi ý' };

type Changes = Readonly<Record<string, unknown>>;
const submitted = (changes: Changes = {}) => new Story(smallProcedure(changes), MONDAY).create({ choices: { size: 'large' }, channel: 'desk' }).grant().submit();
const working = (changes: Changes = {}) => submitted(changes).accept().advance();
const owing = (changes: Changes = {}) => working({ ...WITH_DUTY, ...changes });
const returned = (changes: Changes = {}) => working(changes).answer('appraise', 'return-for-supplement');
const asking = (wish: Wish, story: Story) => {
  story.ask(wish);
  return story;
};
const deskAsked = () => asking({ type: 'request-supplement', items: ['x'], reasons: ['y'] }, submitted());
const SUSPEND: Wish = { type: 'suspend', reason: 'Tòa án thụ lý', cites: 'Decree 101/2024/NĐ-CP Art. 19(2)', reference: '12/TA' };
const LIFT: Wish = { type: 'lift-suspension', reason: 'Tòa án đình chỉ' };
const REAPPOINT: Wish = { type: 'reappoint', reason: 'Thiếu nhân lực', extension: { amount: 3, unit: 'working-day' } };
const APOLOGISE: Wish = { type: 'draft-apology', documentId: apologyDocumentId(1), template: { id: 'apology', version: 1 }, language: 'vi', places: [], file: { revision: 0, versionId: 'v0', sha256: 'a'.repeat(64), sizeBytes: 1 } };
const ASSIGN: Wish = { type: 'assign-step', stepId: 'appraise', agency: 'H26.90', reason: 'Sáp nhập' };
const AGAIN: Wish = { type: 'ask-again', stepId: 'appraise', reason: 'Không khớp', fields: [] };
const NOTE: Wish = { type: 'acknowledge-lateness', stepId: 'appraise', rung: 'officer', agency: agencyOf('construction-authority'), roles: [] };
const BUNDLE: Wish = { type: 'record-bundle', bundle: { key: 'bundles/x.zip', version: 'v1', sha256: 'd'.repeat(64), sizeBytes: 1, files: 1, retentionClass: 'usual', lockedUntil: '2036-10-05T02:00:00.000Z', singlesUntil: '2026-11-05T02:00:00.000Z' } };
const DIGITISE: Wish = { type: 'digitise-papers', scans: [{ paperId: 'pp-plan', condition: 'original', sheets: 1, pages: 1 }], confirmation: { key: 'confirmations/x', version: 'v1', sha256: 'c'.repeat(64) } };
const RECOUNT: Wish = { type: 'recount', changedDays: [] };
/** The nation is off the day after: every date moves. */
const recounted = (story: Story) => {
  const { facts } = story.calendars;
  const off = { date: '2026-10-06', kind: 'holiday' as const, status: 'decided' as const, source: 'a test' };
  story.calendars = calendarBook({ ...facts, edition: 1, years: facts.years.map((year) => (year.year === 2026 ? { ...year, days: [...year.days, off] } : year)) });
  return asking(RECOUNT, story);
};
const consulting = (story: Story) => asking(GIVE, asking(ASK, story)).waitUntil('2026-10-08 09:00');

/** A first step with a result: drafted, handed on, signed by a colleague and sealed; drafted again once it was refused. */
const RESULT = { '/stages/0/steps/0/result': { type: 'report', name: { vi: 'Báo cáo', en: 'Report' } } };
const signing = (story: Story) => {
  const refused = asking(refuse('head', 'doc-0000000000000000000000a1'), asking(draft('doc-0000000000000000000000a1'), story));
  const handedOn = asking(delegate('doc-0000000000000000000000a2'), asking(draft('doc-0000000000000000000000a2'), refused));
  return asking(sign('clerk', 'doc-0000000000000000000000a2'), asking(sign('deputy', 'doc-0000000000000000000000a2'), handedOn));
};

/** Lives that between them make every move there is. */
const lives: readonly (() => Story)[] = [
  () => asking({ type: 'hand-over', method: 'desk' }, working().answer('appraise').answer('measure').advance().answer('sign').advance()),
  () => submitted().waitUntil(LATER),
  () => asking({ type: 'refuse', reasons: ['x'] }, submitted()),
  () => deskAsked().supplement(),
  () => consulting(working()),
  () => new Story(catalogueProcedure('1.013831'), MONDAY).begun().answer('appraise').advance().answer('send-tax-slip').advance(),
  () => consulting(owing()).answer('appraise').answer('measure'),
  () => asking({ type: 'notify-obligation', stepId: 'measure', amountDong: 1, reference: 'TB' }, owing()),
  () => owing().answer('measure'),
  () => owing().answer('appraise', 'cannot').advance(),
  () => owing().answer('appraise', 'return-for-supplement').supplement(),
  () => owing({ '/stages/0/steps/0/onCannot': 'CONTINUE' }).answer('appraise', 'return-for-supplement').waitUntil(LATER),
  () => consulting(working().answer('measure', 'return-for-supplement')).answer('appraise'),
  () => returned().grant([paperFor('plan', { id: 'pp-2' })]).supplement(),
  () => returned().answer('measure', 'cannot').advance(),
  () => returned().waitUntil(LATER),
  () => returned({ '/supplement/onNoAnswer': 'STOP' }).waitUntil(LATER),
  () => returned({ '/stages/0/steps/0/onCannot': 'CONTINUE' }).waitUntil(LATER),
  ...[working(), owing(), returned()].map((story) => () => asking(LIFT, asking(SUSPEND, story))),
  ...[working(RESULT), owing(RESULT), working(RESULT).answer('measure', 'return-for-supplement')].map((story) => () => signing(story)),
  () => asking(APOLOGISE, asking(REAPPOINT, working())),
  () => asking(APOLOGISE, asking(REAPPOINT, working()).answer('measure', 'return-for-supplement')),
  () => asking(APOLOGISE, asking(REAPPOINT, new Story(catalogueProcedure('1.013831'), MONDAY).begun()).answer('appraise').advance().answer('send-tax-slip').advance()),
  ...[working(), owing(), working().answer('measure', 'return-for-supplement')].map((story) => () => asking(NOTE, asking(ASSIGN, asking(AGAIN, story.waitUntil('2026-10-09 09:00'))))),
  () => asking({ ...NOTE, stepId: undefined, agency: DESK }, submitted().waitUntil('2026-10-09 09:00')),
  ...[submitted, () => submitted().accept(), working, owing, returned].map((live) => () => asking(DIGITISE, live())),
  ...[
    () => asking({ type: 'hand-over', method: 'desk' }, working().answer('appraise').answer('measure').advance().answer('sign').advance()),
    () => asking({ type: 'refuse', reasons: ['x'] }, submitted()),
    () => asking(WITHDRAW, submitted()),
    () => returned({ '/supplement/onNoAnswer': 'STOP' }).waitUntil(LATER),
  ].map((live) => () => asking(BUNDLE, live())),
  ...[submitted(), submitted().accept(), working(), owing(), returned()].map((story) => () => recounted(story)),
  ...[submitted(), submitted().accept(), working(), owing(), returned()].map((story) => () => asking(WITHDRAW, story)),
];

const more = (number: number) => [paperFor('plan', { id: `pp-${String(number)}`, fileName: `${String(number)}.pdf` })];
/** A supplement whose paper turns out to be bad once work goes on. */
const refusedSince = (story: Story) => story.grant(more(2)).supplement().check('refused').at('2026-10-05 10:00').grant(more(3));
const papersLooked: readonly (() => Story)[] = [
  () => submitted().check('refused').at('2026-10-05 10:00').grant(more(2)).at('2026-10-05 11:00').grant(more(3)).check('accepted', 'pp-2').accept().check('accepted', 'pp-3'),
  () => new Story(smallProcedure(), MONDAY).create({ choices: { size: 'large' } }).grant().check('accepted', 'pp-plan'),
  () => refusedSince(returned()).check('accepted', 'pp-3'),
  () => refusedSince(owing().answer('appraise', 'return-for-supplement')).check('accepted', 'pp-3'),
  () => returned().grant(more(2)).check('accepted', 'pp-2'),
  () => returned().grant(more(2)).supplement().answer('appraise', 'cannot').advance().check(),
];

const moves: readonly Move[] = [...lives, ...papersLooked].flatMap((live) => live().moves);
const sorted = (keys: readonly string[]) => [...new Set(keys)].toSorted();

describe('docs/dossier-states.md', () => {
  test('tells every move the domain makes, and no other', () => {
    expect(sorted(documentedMoves.map(({ key }) => key))).toEqual(sorted(moves.map(keyOf)));
    expect(documentedMoves).toHaveLength(sorted(documentedMoves.map(({ key }) => key)).length);
  });

  test('tells the events that make each move', () => {
    expect(moves.flatMap(untold)).toEqual([]);
    const seen = (key: string) => moves.filter((move) => keyOf(move) === key).flatMap(({ events }): readonly string[] => events);
    expect(documentedMoves.flatMap(({ key, events }) => events.filter((type) => !seen(key).includes(type)).map((type) => `${key}: ${type} never happens`))).toEqual([]);
  });

  test('draws the same moves', () => {
    const drawn = [...page.matchAll(/^ {4}([a-z_]+) --> ([a-z_]+)$/gm)].map(([, from = '', to = '']) => `${from} ${to}`.replaceAll('_', '-'));
    const told = moves.filter(({ from, to }) => from !== 'nothing' && from !== to).map(({ from, to }) => `${from} ${to}`);
    expect(drawn.toSorted()).toEqual(sorted(told));
  });

  test('lists every state with its official code', () => {
    const rows = dossier.options.map((option) => option.shape.status.value).map((status) => `| ${status} | ${String(officialStatus(status)?.code ?? '–')} |`);
    expect(rows.filter((row) => !page.includes(row))).toEqual([]);
  });
});
