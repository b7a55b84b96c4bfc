import { describe, expect, test } from '@jest/globals';
import { smallProcedure } from '../catalogue-procedure.ts';
import { refused } from '../refused.ts';
import { Story, type Wish } from '../story.ts';

const withdrawal: Wish = { type: 'withdraw', reason: 'Đổi ý' };

function submitted(changes: Readonly<Record<string, unknown>> = {}): Story {
  return new Story(smallProcedure(changes), '2026-10-05 09:00').create({ choices: { size: 'large' } }).grant().submit();
}

function working(changes: Readonly<Record<string, unknown>> = {}): Story {
  return submitted(changes).accept().advance();
}

const settled = () => working().answer('appraise').answer('measure').advance().answer('sign').advance();

describe('withdrawing', () => {
  const allowed: [status: string, reach: () => Story][] = [
    ['submitted', submitted],
    ['accepted', () => submitted().accept()],
    ['in-progress', working],
    ['awaiting-supplement', () => working().answer('appraise', 'return-for-supplement')],
    ['awaiting-payment', () => working({ '/stages/0/steps/1/kind': 'obligation' })],
  ];

  test.each(allowed)('ends a dossier that is %s, and calls off every agency at work', (status, reach) => {
    const story = reach();
    expect(story.dossier.status).toBe(status);
    story.ask(withdrawal);
    const ended = story.in('withdrawn');
    expect(ended).toMatchObject({ reasons: ['Đổi ý'], endedAt: '2026-10-05T02:00:00.000Z' });
    expect(Object.values(ended.steps).every(({ state }) => state === 'cancelled')).toBe(true);
    expect(ended.clock.at(-1)?.kind).toBe(ended.acceptedAt === undefined ? undefined : 'ended');
  });

  test('is refused for a draft, because nothing was handed in', () => {
    expect(refused(new Story(smallProcedure(), '2026-10-05 09:00').create(), withdrawal)).toMatchObject({ kind: 'forbidden-by-state', code: 'move-not-allowed' });
  });

  test('is refused once there is a result for the applicant, though other agencies still work', () => {
    const story = working({ '/stages/0/steps/1/result': { type: 'drawing', name: { vi: 'Bản đo', en: 'Drawing' } } });
    story.answer('measure');
    expect(story.openSteps()).toEqual(['appraise']);
    expect(refused(story, withdrawal)).toMatchObject({ kind: 'forbidden-by-state', code: 'move-not-allowed' });
  });

  test('is refused once an agency has decided that the dossier cannot be granted', () => {
    expect(refused(working().answer('appraise', 'cannot'), withdrawal)).toMatchObject({ kind: 'forbidden-by-state', code: 'move-not-allowed' });
  });

  test.each<[string, () => Story]>([
    ['settled', settled],
    ['withdrawn', () => withdrawn()],
  ])('is refused when the dossier is %s', (_status, reach) => {
    expect(refused(reach(), withdrawal)).toMatchObject({ kind: 'forbidden-by-state', code: 'move-not-allowed' });
  });
});

function withdrawn(): Story {
  const story = working();
  story.ask(withdrawal);
  return story;
}

describe('handing over', () => {
  test.each(['online', 'desk', 'post'] as const)('gives the result back by %s', (method) => {
    const story = settled().at('2026-10-06 09:00');
    story.ask({ type: 'hand-over', method });
    expect(story.in('returned')).toMatchObject({ returnedAt: '2026-10-06T02:00:00.000Z', settledAt: '2026-10-05T02:00:00.000Z', outcome: 'granted' });
    expect(story.happened('ResultHandedOver')).toEqual([{ type: 'ResultHandedOver', method }]);
  });

  test('is done for a refusal on substance too', () => {
    const story = working().answer('appraise', 'cannot').advance();
    story.ask({ type: 'hand-over', method: 'desk' });
    expect(story.in('returned').outcome).toBe('refused');
  });

  test('is refused before there is a result and after it was handed over', () => {
    const handed = settled();
    handed.ask({ type: 'hand-over', method: 'desk' });
    for (const story of [submitted(), working(), withdrawn(), handed]) {
      expect(refused(story, { type: 'hand-over', method: 'desk' })).toMatchObject({ kind: 'forbidden-by-state', code: 'move-not-allowed' });
    }
  });
});

describe('an ended dossier', () => {
  test.each<[string, () => Story]>([
    ['settled', settled],
    ['withdrawn', withdrawn],
    ['refused', () => { const story = submitted(); story.ask({ type: 'refuse', reasons: ['x'] }); return story; }],
  ])('that is %s has nothing due, ever', (_status, reach) => {
    expect(reach().at('2027-03-01 09:00').ask({ type: 'advance' })).toEqual([]);
  });
});
