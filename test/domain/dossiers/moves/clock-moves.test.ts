import { describe, expect, test } from '@jest/globals';
import { calendarBook, type CalendarBook } from '#domain/deadlines/calendar-book';
import { changedDays } from '#domain/deadlines/calendar-changes';
import { wakeAt } from '#domain/dossiers/wake';
import { inVietnamTime } from '#test/domain/deadlines/at-vietnam-time';
import { smallProcedure } from '../catalogue-procedure.ts';
import { agencyOf, Story } from '../story.ts';

type Changes = Readonly<Record<string, unknown>>;
const submitted = (changes: Changes = {}) => new Story(smallProcedure(changes), '2026-10-05 09:00').create().submit();
/** One step of three working days, due on Thursday at 17:00, then one of two; the promise is Monday the 12th at 17:00. */
const working = (changes: Changes = {}) => submitted(changes).accept().advance();
const suspended = (story: Story) => {
  story.ask({ type: 'suspend', reason: 'Tòa án thụ lý tranh chấp', cites: 'Decree 101/2024/NĐ-CP Art. 19(2)', reference: '12/2026/TB-TA' });
  return story;
};
const lifted = (story: Story) => {
  story.ask({ type: 'lift-suspension', reason: 'Tòa án đình chỉ vụ án' });
  return story;
};
const dueOf = (story: Story, step: string) => inVietnamTime(story.dossier.steps[step]?.dueAt ?? '');

describe('a stop ordered by law', () => {
  test('takes the promise back, and gives back exactly the office time it took', () => {
    const story = suspended(working().at('2026-10-06 10:00'));
    expect(story.promise()).toBeUndefined();
    lifted(story.at('2026-10-08 10:00'));
    expect(story.promise()).toBe('2026-10-14 17:00');
    expect(dueOf(story, 'appraise')).toBe('2026-10-12 17:00');
  });

  test('raises no alert while it lasts, and wakes nobody', () => {
    const story = suspended(working().at('2026-10-06 10:00')).waitUntil('2026-11-30 09:00');
    expect(story.types().filter((type) => type.startsWith('Sla') || type === 'LatenessEscalated' || type === 'CheckpointReached')).toEqual([]);
    expect(wakeAt(story.dossier, story.context)).toBeUndefined();
  });

  test('keeps the next stage closed until it is lifted, though the step may be answered', () => {
    const story = suspended(working()).answer('appraise').advance();
    expect(story.openSteps()).toEqual([]);
    expect(lifted(story).advance().openSteps()).toEqual(['sign']);
  });

  test('says by which paper and which article', () => {
    expect(suspended(working()).in('in-progress').suspension).toEqual({ reason: 'Tòa án thụ lý tranh chấp', cites: 'Decree 101/2024/NĐ-CP Art. 19(2)', reference: '12/2026/TB-TA', since: '2026-10-05T02:00:00.000Z' });
    expect(lifted(suspended(working())).in('in-progress').suspension).toBeUndefined();
  });

  test('outlasts a supplement: the term starts anew only when both are over', () => {
    const story = suspended(working().answer('appraise', 'return-for-supplement').at('2026-10-06 09:00'));
    story.at('2026-10-07 09:00').supplement();
    expect(story.promise()).toBeUndefined();
    lifted(story.at('2026-10-08 09:00'));
    expect(story.promise()).toBe('2026-10-15 17:00');
    expect(dueOf(story, 'appraise')).toBe('2026-10-13 17:00');
  });

  test('does not tell again of a lateness that it could not cure', () => {
    const story = lifted(suspended(working().waitUntil('2026-10-09 10:00')).at('2026-10-09 14:00')).waitUntil('2026-10-30 09:00');
    expect(story.happened('SlaBreached').filter(({ what }) => what === 'step')).toHaveLength(1);
    expect(new Set(story.happened('LatenessEscalated').map(({ rung }) => rung)).size).toBe(story.happened('LatenessEscalated').length);
  });
});

describe('a step that changes hands', () => {
  const AN_HOA = 'H26.90';
  /** Closed on Wednesday the 7th, by its own decision. */
  const closedOnWednesday = (story: Story): CalendarBook =>
    calendarBook({ ...story.calendars.facts, edition: 1, agencies: [{ agency: AN_HOA, revision: 1, days: [{ date: '2026-10-07', kind: 'local-day-off', status: 'decided', source: 'Thông báo 5/TB-AH' }] }] });
  const moved = (story: Story) => {
    story.calendars = closedOnWednesday(story);
    story.at('2026-10-05 15:00').ask({ type: 'assign-step', stepId: 'appraise', agency: AN_HOA, officer: 'officer-9', reason: 'Sáp nhập đơn vị' });
    return story;
  };

  test('keeps the time that has passed, and goes on by the new agency’s calendar', () => {
    const story = moved(working());
    expect(story.dossier.steps['appraise']).toMatchObject({ agency: AN_HOA, officer: 'officer-9', openedAt: '2026-10-05T02:00:00.000Z', watch: { epoch: 2 } });
    expect(dueOf(story, 'appraise')).toBe('2026-10-09 17:00');
    expect(story.promise()).toBe('2026-10-12 17:00');
  });

  test('is late in the new agency’s name', () => {
    expect(moved(working()).waitUntil('2026-10-12 09:00').happened('SlaBreached')).toMatchObject([{ stepId: 'appraise', agency: AN_HOA, epoch: 2 }]);
  });

  test('to an officer of the same agency keeps its date and its epoch', () => {
    const story = working();
    story.ask({ type: 'assign-step', stepId: 'appraise', agency: agencyOf('construction-authority'), officer: 'officer-9', reason: 'Phân công' });
    expect(story.dossier.steps['appraise']).toMatchObject({ officer: 'officer-9', watch: { epoch: 1 } });
    expect(story.ask({ type: 'assign-step', stepId: 'appraise', agency: agencyOf('construction-authority'), officer: 'officer-9', reason: 'Phân công' })).toEqual([]);
  });
});

describe('a calendar published over running dossiers', () => {
  const withHoliday = (story: Story, date: string) => {
    const before = story.calendars.facts;
    const off = { date, kind: 'holiday' as const, status: 'decided' as const, source: 'Công văn 1/CV' };
    story.calendars = calendarBook({ ...before, edition: before.edition + 1, years: before.years.map((year) => (date.startsWith(String(year.year)) ? { ...year, revision: year.revision + 1, days: [...year.days, off] } : year)) });
    return story.ask({ type: 'recount', changedDays: changedDays(before, story.calendars.facts) });
  };

  test('moves every date that spans the new day off, once, and says why', () => {
    const story = working();
    const because = [{ date: '2026-10-07', change: 'now-off', source: 'Công văn 1/CV' }];
    expect(withHoliday(story, '2026-10-07')).toEqual([
      {
        type: 'DatesRecounted',
        edition: 1,
        moves: [
          { what: 'settlement', from: '2026-10-12T10:00:00.000Z', to: '2026-10-13T10:00:00.000Z', because },
          { what: 'step', id: 'appraise', from: '2026-10-08T10:00:00.000Z', to: '2026-10-09T10:00:00.000Z', atRiskAt: '2026-10-09T02:24:00.000Z', because },
        ],
      },
    ]);
    expect([story.promise(), dueOf(story, 'appraise')]).toEqual(['2026-10-13 17:00', '2026-10-09 17:00']);
    expect(story.ask({ type: 'recount', changedDays: [] })).toEqual([]);
  });

  test('leaves alone what it does not touch', () => {
    expect(withHoliday(working(), '2026-12-07')).toEqual([]);
  });

  test('moves the desk’s limit, the applicant’s and a consultation’s as well', () => {
    const desk = submitted();
    expect(withHoliday(desk, '2026-10-06')).toMatchObject([{ moves: [{ what: 'reception' }] }]);
    const applicant = working().answer('appraise', 'return-for-supplement');
    expect(withHoliday(applicant, '2026-10-07')).toMatchObject([{ moves: [{ what: 'supplement' }] }]);
    const asking = working();
    asking.ask({ type: 'request-opinions', stepId: 'appraise', consultationId: 'opinions' });
    expect(withHoliday(asking, '2026-10-06')).toMatchObject([{ moves: [{ what: 'settlement' }, { what: 'step' }, { what: 'consultation', id: 'opinions' }] }]);
  });

  test('lifts a lateness that the day off undoes; should it come again, it is told again', () => {
    const story = working().waitUntil('2026-10-08 17:30');
    expect(story.happened('SlaBreached')).toHaveLength(1);
    withHoliday(story, '2026-10-08');
    story.waitUntil('2026-10-09 18:00');
    expect(story.happened('SlaBreached').map(({ epoch, dueAt }) => [epoch, inVietnamTime(dueAt)])).toEqual([[1, '2026-10-08 17:00'], [2, '2026-10-09 17:00']]);
  });

  test('does not move a clock that stands still; the day off and the day of the stop are left out when it runs again', () => {
    const story = suspended(working().at('2026-10-06 10:00'));
    expect(withHoliday(story, '2026-10-07')).toEqual([]);
    expect(lifted(story.at('2026-10-08 10:00')).promise()).toBe('2026-10-14 17:00');
  });
});

describe('a signal that races a checkpoint is decided by the record', () => {
  test('what comes in the minute of the due instant is still in time, and nothing is told of it', () => {
    const story = working().at('2026-10-08 17:00').advance().answer('appraise');
    expect(story.waitUntil('2026-10-08 18:00').happened('SlaBreached')).toEqual([]);
    expect(story.dossier.steps['appraise']?.timing?.punctuality).toBe('on-time');
  });

  test('the answer first: the checkpoint finds nothing to tell, and the answer is late all the same', () => {
    const story = working().at('2026-10-08 17:01').answer('appraise');
    expect(story.advance().happened('SlaBreached')).toEqual([]);
    expect(story.dossier.steps['appraise']?.timing?.punctuality).toBe('late');
  });

  test('the checkpoint first: the lateness is told, and the answer of the same minute is late', () => {
    const story = working().at('2026-10-08 17:01').advance().answer('appraise');
    expect(story.happened('SlaBreached')).toHaveLength(1);
    expect(story.dossier.steps['appraise']?.timing?.punctuality).toBe('late');
  });

  test('the stop first: nobody is late; the checkpoint first: the lateness stays told, once', () => {
    const stopFirst = suspended(working().at('2026-10-08 17:01')).advance();
    expect(stopFirst.happened('SlaBreached')).toEqual([]);
    const checkpointFirst = suspended(working().at('2026-10-08 17:01').advance()).waitUntil('2026-10-20 09:00');
    expect(checkpointFirst.happened('SlaBreached')).toHaveLength(1);
  });

  test('the apology first or the due instant first: one new appointment either way, and one epoch each', () => {
    const apologise = (story: Story) => {
      story.ask({ type: 'reappoint', reason: 'Quá tải', extension: { amount: 2, unit: 'working-day' } });
      return story;
    };
    const early = apologise(working().waitUntil('2026-10-12 17:00').at('2026-10-12 17:01')).waitUntil('2026-10-16 09:00');
    const late = apologise(working().waitUntil('2026-10-12 17:01')).waitUntil('2026-10-16 09:00');
    const told = (story: Story) => story.happened('SlaBreached').filter(({ what }) => what === 'settlement').map(({ epoch }) => epoch);
    expect([told(early), told(late)]).toEqual([[2], [1, 2]]);
    expect([early, late].map((story) => story.in('in-progress').apologies.length)).toEqual([1, 1]);
  });

  test('the withdrawal first: the machine has nothing left to tell', () => {
    const story = working().at('2026-10-08 17:01');
    story.ask({ type: 'withdraw', reason: 'Đổi ý' });
    expect(story.advance().happened('SlaBreached')).toEqual([]);
  });
});
