import { describe, expect, test } from '@jest/globals';
import { DomainError } from '#domain/kernel/domain-error';
import { inVietnamTime } from '#test/domain/deadlines/at-vietnam-time';
import { smallProcedure } from '../catalogue-procedure.ts';
import { agencyOf, DESK, Story } from '../story.ts';

type Changes = Readonly<Record<string, unknown>>;
const submitted = (changes: Changes = {}) => new Story(smallProcedure(changes), '2026-10-05 09:00').create().submit();
/** One step of three working days, due on Thursday at 17:00, then one of two; the promise is Monday the 12th at 17:00. */
const working = (changes: Changes = {}) => submitted(changes).accept().advance();
const OWNER = agencyOf('construction-authority');
const apologise = (story: Story, amount = 3) => {
  story.ask({ type: 'reappoint', reason: 'Thiếu cán bộ thẩm định', extension: { amount, unit: 'working-day' } });
  return story;
};
const codeOf = (attempt: () => unknown): string => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof DomainError) return error.details.code;
    throw error;
  }
  return 'granted';
};

describe('the ladder of a lateness', () => {
  test('tells the officer at once, then the heads, the one-stop and the province, each at its hour and once', () => {
    const story = working().waitUntil('2026-11-02 09:00');
    const rungs = story.recorded.flatMap(({ event, at }) => (event.type === 'LatenessEscalated' && event.stepId === 'appraise' ? [[event.rung, event.agency, inVietnamTime(at)]] : []));
    expect(rungs).toEqual([
      ['officer', OWNER, '2026-10-08 17:01'],
      ['head-of-unit', OWNER, '2026-10-09 11:30'],
      ['head-of-agency', OWNER, '2026-10-09 17:00'],
      ['one-stop-head', DESK, '2026-10-12 17:00'],
      ['province', 'H26', '2026-10-15 17:00'],
    ]);
    expect(story.dossier.steps['appraise']?.watch.ladder.map(({ rung, toldAt }) => [rung, inVietnamTime(toldAt)])).toEqual(rungs.map(([rung, , at]) => [rung, at]));
  });

  test('is the procedure’s own where it sets one', () => {
    const story = working({ '/lateness': { apology: { when: 'AT_DUE' }, maxReappointments: 1, ladder: [{ rung: 'province' }], legalBasis: { cites: 'A test', confidence: 'unverified' } } }).waitUntil('2026-11-02 09:00');
    expect(story.happened('LatenessEscalated').map(({ rung, stepId }) => [rung, stepId])).toEqual([['province', 'appraise']]);
  });

  test('is climbed by the desk that lets its own limit pass', () => {
    expect(submitted().waitUntil('2026-10-09 09:00').happened('LatenessEscalated').map(({ what, rung, agency }) => [what, rung, agency])).toEqual([
      ['reception', 'officer', DESK],
      ['reception', 'head-of-unit', DESK],
      ['reception', 'head-of-agency', DESK],
      ['reception', 'one-stop-head', DESK],
    ]);
  });

  test('ends with the step it speaks of', () => {
    const story = working().waitUntil('2026-10-09 08:00').answer('appraise').waitUntil('2026-11-02 09:00');
    expect(story.happened('LatenessEscalated').filter(({ stepId }) => stepId === 'appraise').map(({ rung }) => rung)).toEqual(['officer']);
  });

  test('remembers who took note on a rung, and when', () => {
    const story = working().waitUntil('2026-10-09 14:00');
    story.ask({ type: 'acknowledge-lateness', stepId: 'appraise', rung: 'head-of-unit', agency: OWNER, roles: ['head-of-unit'] });
    expect(story.dossier.steps['appraise']?.watch.ladder[1]).toMatchObject({ rung: 'head-of-unit', acknowledgedAt: '2026-10-09T07:00:00.000Z', acknowledgedBy: 'officer-7' });
    expect(story.ask({ type: 'acknowledge-lateness', stepId: 'appraise', rung: 'head-of-unit', agency: OWNER, roles: ['head-of-unit'] })).toEqual([]);
  });

  test.each([
    ['a rung that was not told yet', { rung: 'province', agency: 'H26', roles: ['province-head'] }, 'lateness-not-told'],
    ['another agency', { rung: 'officer', agency: 'H26.99', roles: [] }, 'lateness-not-told'],
    ['an officer on his head’s rung', { rung: 'head-of-unit', agency: OWNER, roles: [] }, 'rung-of-another'],
  ])('takes no note of %s', (_who, by, code) => {
    const story = working().waitUntil('2026-10-09 14:00');
    expect(codeOf(() => story.ask({ type: 'acknowledge-lateness', stepId: 'appraise', ...by }))).toBe(code);
  });
});

describe('the apology (form 04)', () => {
  test('is reminded of when one working day is left, so that it can be sent in time', () => {
    const story = working().waitUntil('2026-10-20 09:00');
    const reminded = story.recorded.find(({ event }) => event.type === 'CheckpointReached' && event.checkpoint === 'apology');
    expect(inVietnamTime(reminded?.at ?? '')).toBe('2026-10-09 17:00');
  });

  test('is not reminded of where the procedure has it sent when the term ends', () => {
    const story = working({ '/lateness': { apology: { when: 'AT_DUE' }, maxReappointments: 1, ladder: [{ rung: 'officer' }], legalBasis: { cites: 'A test', confidence: 'unverified' } } });
    expect(story.waitUntil('2026-10-20 09:00').happened('CheckpointReached').map(({ checkpoint }) => checkpoint)).toEqual(['half']);
  });

  test('moves the promise by what it asks for, and says what it missed and whether it came in time', () => {
    const story = apologise(working().at('2026-10-09 10:00'));
    expect(story.promise()).toBe('2026-10-15 17:00');
    expect(story.in('in-progress').apologies).toEqual([
      { reason: 'Thiếu cán bộ thẩm định', missedDueAt: '2026-10-12T10:00:00.000Z', newDueAt: '2026-10-15T10:00:00.000Z', at: '2026-10-09T03:00:00.000Z', inTime: true, agency: DESK },
    ]);
  });

  test('on the last day is too late to be in time, and is shown so', () => {
    expect(apologise(working().at('2026-10-12 10:00')).in('in-progress').apologies).toMatchObject([{ inTime: false }]);
  });

  test('after the term has passed gives an appointment from that moment', () => {
    expect(apologise(working().waitUntil('2026-10-14 10:00')).promise()).toBe('2026-10-19 17:00');
  });

  test('may be sent once, as the law has it', () => {
    expect(codeOf(() => apologise(apologise(working().at('2026-10-09 10:00'))))).toBe('already-reappointed');
  });

  test('has nothing to move while the clock stands still', () => {
    const story = working();
    story.ask({ type: 'suspend', reason: 'Tòa án thụ lý', cites: 'Decree 101/2024/NĐ-CP Art. 19(2)', reference: '12/TA' });
    expect(codeOf(() => apologise(story))).toBe('clock-stands-still');
  });

  test('opens a new epoch: the new appointment is watched like the first, and the old is not told of', () => {
    const story = apologise(working().waitUntil('2026-10-09 10:00')).waitUntil('2026-10-30 09:00');
    expect(story.happened('SlaBreached').filter(({ what }) => what === 'settlement')).toMatchObject([{ dueAt: '2026-10-15T10:00:00.000Z', epoch: 2 }]);
    expect(story.happened('CheckpointReached').map(({ checkpoint, epoch }) => [checkpoint, epoch])).toEqual([['half', 1]]);
  });
});

describe('how it ended', () => {
  const finish = (story: Story) => story.answer('appraise').advance().answer('sign').advance().in('settled').timing;

  test('is early before the day promised, on time on it', () => {
    expect(finish(working().at('2026-10-07 10:00'))?.punctuality).toBe('early');
    expect(finish(working().at('2026-10-12 16:59'))?.punctuality).toBe('on-time');
    expect(finish(working().at('2026-10-12 17:00'))?.punctuality).toBe('on-time');
  });

  test('is late against the term of the law even if the new appointment was kept, told apart by the apology', () => {
    expect(finish(apologise(working().at('2026-10-09 10:00')).at('2026-10-14 10:00'))?.punctuality).toBe('late-with-apology');
    expect(finish(working().at('2026-10-14 10:00'))?.punctuality).toBe('late-without-apology');
    expect(finish(apologise(working().at('2026-10-09 10:00')).at('2026-10-12 10:00'))?.punctuality).toBe('on-time');
  });

  test('tells whose hands the time lay in: the agencies’, the applicant’s, the law’s', () => {
    const story = working().at('2026-10-06 09:00');
    story.answer('appraise', 'return-for-supplement').at('2026-10-07 09:00').supplement().at('2026-10-07 13:00');
    story.ask({ type: 'suspend', reason: 'x', cites: 'y', reference: 'z' });
    story.at('2026-10-07 15:00').ask({ type: 'lift-suspension', reason: 'x' });
    expect(finish(story.at('2026-10-08 09:00'))).toEqual({ punctuality: 'early', agencyMinutes: 480 + 150 + 120 + 90, applicantMinutes: 480, stoppedMinutes: 120 });
  });

  test('is told of each step by its own budget', () => {
    const story = working().at('2026-10-07 10:00').answer('appraise').advance().waitUntil('2026-10-12 09:00').answer('sign');
    expect(story.dossier.steps['appraise']?.timing).toEqual({ punctuality: 'early', agencyMinutes: 390 + 480 + 150 });
    expect(story.dossier.steps['sign']?.timing).toEqual({ punctuality: 'late', agencyMinutes: 330 + 960 + 90 });
  });
});
