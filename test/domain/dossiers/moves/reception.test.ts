import { describe, expect, test } from '@jest/globals';
import type { DossierStatus } from '#domain/dossiers/dossier';
import { smallProcedure } from '../catalogue-procedure.ts';
import { refused } from '../refused.ts';
import { Story, type Wish } from '../story.ts';

function submitted(local = '2026-10-05 09:00', changes: Readonly<Record<string, unknown>> = {}): Story {
  return new Story(smallProcedure(changes), local).create().submit();
}

const asked: Wish = { type: 'request-supplement', items: ['Bản vẽ mặt bằng'], reasons: ['Thiếu bản vẽ'] };

describe('accepting', () => {
  test('starts the clock at the receipt, not at the officer’s click', () => {
    const story = submitted().at('2026-10-06 08:00').accept();
    expect(story.in('accepted')).toMatchObject({ acceptedAt: '2026-10-06T01:00:00.000Z', clock: [{ kind: 'started', at: '2026-10-05T02:00:00.000Z' }], watch: { epoch: 1, told: [], ladder: [] } });
    expect(story.promise()).toBe('2026-10-12 17:00');
  });

  test('moves the start past the cut-off of the procedure', () => {
    const cutOff = { '/cutOff': { kind: 'AT_TIME', localTime: '15:00', shiftTo: 'NEXT_WORKING_DAY' } };
    expect(submitted('2026-10-05 15:00', cutOff).accept().promise()).toBe('2026-10-12 17:00');
    expect(submitted('2026-10-05 15:01', cutOff).accept().promise()).toBe('2026-10-13 17:00');
  });

  test('counts from the supplement when one was asked for', () => {
    const story = submitted();
    story.ask(asked);
    story.at('2026-10-07 10:00').supplement().at('2026-10-08 10:00').accept();
    expect(story.in('accepted').clock).toEqual([{ kind: 'started', at: '2026-10-07T03:00:00.000Z' }]);
  });

  test('promises the term of the case and the channel', () => {
    const large = new Story(smallProcedure(), '2026-10-05 09:00').create({ choices: { size: 'large' }, channel: 'desk' }).grant().submit().accept();
    expect(large.promise()).toBe('2026-10-16 17:00');
  });
});

describe('asking for a supplement at the desk', () => {
  test('gives the applicant the procedure’s time and stops no clock, because none runs', () => {
    const story = submitted();
    story.ask(asked);
    const waiting = story.in('awaiting-supplement');
    expect(waiting.supplement).toEqual({ items: ['Bản vẽ mặt bằng'], reasons: ['Thiếu bản vẽ'], requestedAt: '2026-10-05T02:00:00.000Z', answerBy: '2026-10-14T10:00:00.000Z', askedLate: false });
    expect(waiting).toMatchObject({ supplementRequests: 1, clock: [] });
  });

  test('is marked late after the three days the law gives for asking, and not prevented', () => {
    const story = submitted().at('2026-10-08 17:01');
    story.ask(asked);
    expect(story.in('awaiting-supplement').supplement.askedLate).toBe(true);
  });

  test('is refused a second time, once and exact being the law', () => {
    const story = submitted();
    story.ask(asked);
    story.supplement();
    expect(refused(story, asked)).toMatchObject({ kind: 'rule-broken', code: 'supplement-already-requested' });
  });

  test('may be done as often as the procedure says', () => {
    const story = submitted('2026-10-05 09:00', { '/supplement/maxRequests': 2 });
    story.ask(asked);
    story.supplement().ask(asked);
    expect(story.in('awaiting-supplement').supplementRequests).toBe(2);
    expect(refused(story.supplement(), asked)).toMatchObject({ code: 'supplement-already-requested' });
  });

  test('is refused without saying what is missing', () => {
    expect(refused(submitted(), { type: 'request-supplement', items: [], reasons: ['x'] })).toMatchObject({ code: 'supplement-items-missing', fields: [{ pointer: '/items' }] });
  });

  test('is refused without a reason', () => {
    expect(refused(submitted(), { type: 'request-supplement', items: ['x'], reasons: [] })).toMatchObject({ code: 'reasons-missing', fields: [{ pointer: '/reasons' }] });
  });
});

describe('a supplement before acceptance', () => {
  test('brings the dossier back to the desk with a new time limit', () => {
    const story = submitted();
    story.ask(asked);
    story.at('2026-10-07 10:00').supplement('Đã bổ sung');
    expect(story.in('submitted')).toMatchObject({ receivedAt: '2026-10-07T03:00:00.000Z', receptionDueAt: '2026-10-08T03:00:00.000Z', submittedAt: '2026-10-05T02:00:00.000Z', supplementRequests: 1 });
    expect(story.happened('DossierSupplemented')).toMatchObject([{ note: 'Đã bổ sung', facts: [] }]);
  });
});

describe('refusing at the desk', () => {
  test('ends the dossier with every reason given', () => {
    const story = submitted();
    story.ask({ type: 'refuse', reasons: ['Không đúng thẩm quyền', 'Thiếu căn cứ'] });
    expect(story.in('refused')).toMatchObject({ endedAt: '2026-10-05T02:00:00.000Z', reasons: ['Không đúng thẩm quyền', 'Thiếu căn cứ'] });
  });

  test('is refused without a reason', () => {
    expect(refused(submitted(), { type: 'refuse', reasons: [] })).toMatchObject({ kind: 'rule-broken', code: 'reasons-missing', fields: [{ pointer: '/reasons' }] });
  });
});

describe('what the desk does not do', () => {
  const inState: [DossierStatus, () => Story][] = [
    ['draft', () => new Story(smallProcedure(), '2026-10-05 09:00').create()],
    ['accepted', () => submitted().accept()],
    ['in-progress', () => submitted().accept().advance()],
    ['awaiting-supplement', () => submitted().accept().advance().answer('appraise', 'return-for-supplement')],
    ['settled', () => submitted().accept().advance().answer('appraise', 'cannot').advance()],
  ];

  test.each(inState)('accept, ask or refuse a dossier that is %s', (status, reach) => {
    expect(reach().dossier.status).toBe(status);
    for (const wish of [{ type: 'accept' }, asked, { type: 'refuse', reasons: ['x'] }] satisfies Wish[]) {
      expect(refused(reach(), wish)).toMatchObject({ kind: 'forbidden-by-state', code: 'move-not-allowed' });
    }
  });
});
