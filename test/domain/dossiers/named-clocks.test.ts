import { describe, expect, test } from '@jest/globals';
import { deadlinesView, publicDeadlinesView } from '#domain/dossiers/deadlines-view';
import { namedClocks } from '#domain/dossiers/named-clocks';
import { inVietnamTime } from '#test/domain/deadlines/at-vietnam-time';
import { smallProcedure } from './catalogue-procedure.ts';
import { agencyOf, DESK, Story } from './story.ts';

type Changes = Readonly<Record<string, unknown>>;
const submitted = (changes: Changes = {}) => new Story(smallProcedure(changes), '2026-10-05 09:00').create().submit();
const working = (changes: Changes = {}) => submitted(changes).accept().advance();
const told = (story: Story) =>
  namedClocks(story.dossier, story.context).map(({ name, id, owedBy, ledger }) => [name, id, owedBy, ledger.state, ledger.dueAt && inVietnamTime(ledger.dueAt)]);
const find = (story: Story, name: string) => namedClocks(story.dossier, story.context).find((each) => each.name === name);

describe('the clocks of a dossier, by name', () => {
  test('are none before it is handed in', () => {
    expect(namedClocks(new Story(smallProcedure(), '2026-10-05 09:00').create().dossier, submitted().context)).toEqual([]);
  });

  test('at the desk: the check, and until when a supplement may be asked for', () => {
    expect(told(submitted())).toEqual([
      ['admissibility', undefined, DESK, 'running', '2026-10-06 09:00'],
      ['supplement-request', undefined, DESK, 'running', '2026-10-08 17:00'],
    ]);
  });

  test('at work: the promise, each step and each consultation with its own', () => {
    const story = working();
    story.at('2026-10-05 10:00').ask({ type: 'request-opinions', stepId: 'appraise', consultationId: 'opinions' });
    expect(told(story)).toEqual([
      ['admissibility', undefined, DESK, 'met', '2026-10-06 09:00'],
      ['supplement-request', undefined, DESK, 'running', '2026-10-08 17:00'],
      ['settlement', undefined, DESK, 'running', '2026-10-12 17:00'],
      ['step', 'appraise', agencyOf('construction-authority'), 'running', '2026-10-08 17:00'],
      ['consultation', 'opinions', Object.keys(story.dossier.consultations['opinions']?.opinions ?? {}).toSorted().join(' '), 'running', '2026-10-07 17:00'],
    ]);
  });

  test('while a supplement is awaited: the applicant has his own, and the others stand still', () => {
    const story = working().at('2026-10-06 09:00').answer('appraise', 'return-for-supplement');
    expect(told(story)).toEqual([
      ['admissibility', undefined, DESK, 'met', '2026-10-06 09:00'],
      ['applicants-answer', undefined, 'applicant', 'running', '2026-10-15 17:00'],
      ['settlement', undefined, DESK, 'stopped', undefined],
      ['step', 'appraise', agencyOf('construction-authority'), 'stopped', undefined],
    ]);
  });

  test('of a result that is ready: the hand-over, where the procedure limits it', () => {
    const handOver = { limit: { amount: 1, unit: 'working-day' }, legalBasis: { cites: 'A test', confidence: 'unverified' } };
    const story = working({ '/handOver': handOver }).answer('appraise').advance().answer('sign').advance();
    expect(told(story).at(-1)).toEqual(['hand-over', undefined, DESK, 'running', '2026-10-06 17:00']);
    story.at('2026-10-06 10:00').ask({ type: 'hand-over', method: 'desk' });
    expect(find(story, 'hand-over')?.ledger).toMatchObject({ state: 'met', endedAt: '2026-10-06T03:00:00.000Z' });
  });

  test('keep the check of the desk apart from a supplement that came later', () => {
    const story = working().at('2026-10-06 09:00').answer('appraise', 'return-for-supplement').at('2026-10-07 09:00').supplement();
    expect(find(story, 'admissibility')?.ledger).toMatchObject({ state: 'met', startedAt: '2026-10-05T02:00:00.000Z', endedAt: '2026-10-05T02:00:00.000Z' });
    expect(find(story, 'settlement')?.ledger.entries.map(({ rule }) => rule)).toEqual(['working-days', 'supplement', 'working-days']);
  });

  test('say by which rule the start came after the receipt', () => {
    const late = new Story(smallProcedure({ '/cutOff': { kind: 'AT_TIME', localTime: '15:00', shiftTo: 'NEXT_WORKING_DAY' } }), '2026-10-05 15:30').begun();
    expect(find(late, 'settlement')?.ledger.entries[0]).toMatchObject({ rule: 'cut-off-at-time', countedMinutes: 0, elapsedMinutes: 16 * 60 });
    const night = new Story(smallProcedure(), '2026-10-05 22:00').begun();
    expect(find(night, 'settlement')?.ledger.entries[0]).toMatchObject({ rule: 'next-opening', elapsedMinutes: 9 * 60 + 30 });
  });
});

describe('what a citizen is shown of them', () => {
  test('is one sentence with the whole sum, in both languages', () => {
    const story = working().at('2026-10-06 10:00');
    story.ask({ type: 'suspend', reason: 'Tòa án thụ lý', cites: 'Điều 19(2)', reference: '12/TA' });
    story.at('2026-10-08 10:00').ask({ type: 'lift-suspension', reason: 'Hết căn cứ' });
    const settlement = deadlinesView(story.dossier, story.context).clocks.find(({ name }) => name === 'settlement');
    expect(settlement?.inWords).toEqual({
      vi: 'Từ 09:00 ngày 05/10/2026, 5 ngày làm việc, không tính ngày đầu, 2 ngày nghỉ hằng tuần, 2 ngày tạm dừng theo luật: đến 17:00 ngày 14/10/2026.',
      en: 'From 09:00 on 5 October 2026, 5 working days, not counting the first day, 2 weekend days, 2 d of a suspension by law: until 17:00 on 14 October 2026.',
    });
    expect(settlement?.skippedDays.map(({ date, reason }) => [date, reason])).toEqual([['2026-10-05', 'first-day'], ['2026-10-10', 'weekend'], ['2026-10-11', 'weekend']]);
    expect(settlement?.rules['legal-suspension']?.cites).toContain('101/2024');
  });

  test('calls one day off one day off', () => {
    const story = new Story(smallProcedure(), '2026-12-28 09:00').begun();
    const settlement = deadlinesView(story.dossier, story.context).clocks.find(({ name }) => name === 'settlement');
    expect(settlement?.inWords.en).toContain(', not counting the first day, 2 weekend days, 1 public holiday: until');
  });

  test('names a new appointment and the term it could not keep', () => {
    const story = working().at('2026-10-09 10:00');
    story.ask({ type: 'reappoint', reason: 'Quá tải', extension: { amount: 3, unit: 'working-day' } });
    const settlement = publicDeadlinesView(story.dossier, story.context).clocks.find(({ name }) => name === 'settlement');
    expect(settlement?.inWords.en).toBe('From 09:00 on 5 October 2026, 5 working days, not counting the first day, 2 weekend days: until 17:00 on 15 October 2026 (a new appointment; the term itself ended 17:00 on 12 October 2026).');
  });

  test('holds no word that somebody typed when only the receipt was shown', () => {
    const story = working().at('2026-10-09 10:00');
    story.ask({ type: 'reappoint', reason: 'Lý do riêng', extension: { amount: 3, unit: 'working-day' } });
    story.ask({ type: 'suspend', reason: 'Bí mật', cites: 'Điều 19(2)', reference: '12/TA' });
    const text = JSON.stringify(publicDeadlinesView(story.dossier, story.context));
    expect(['Lý do riêng', 'Bí mật', '12/TA'].filter((word) => text.includes(word))).toEqual([]);
    expect(publicDeadlinesView(story.dossier, story.context).newAppointments).toEqual([{ missedDueAt: '2026-10-12T10:00:00.000Z', newDueAt: '2026-10-15T10:00:00.000Z', at: '2026-10-09T03:00:00.000Z' }]);
  });
});
