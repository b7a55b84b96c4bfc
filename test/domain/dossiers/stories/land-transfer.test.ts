import { describe, expect, test } from '@jest/globals';
import { ledgerOf } from '#domain/deadlines/ledger';
import { promisedTerm } from '#domain/dossiers/legal-clock';
import { catalogueProcedure } from '../catalogue-procedure.ts';
import { Story } from '../story.ts';

/** Begun on Monday 5 October 2026, 09:00. */
function begun(choices: Readonly<Record<string, string>> = {}): Story {
  return new Story(catalogueProcedure('1.013831'), '2026-10-05 09:00').begun({ choices });
}

/** On Wednesday at 10:00 the tax slip is sent and the tax office has the dossier. */
function atTheTaxOffice(): Story {
  const story = begun().at('2026-10-07 09:00').answer('appraise').advance();
  return story.at('2026-10-07 10:00').answer('send-tax-slip').advance();
}

describe('a transfer of land', () => {
  test('is promised within eight working days, in a remote commune eighteen', () => {
    expect(begun().promise()).toBe('2026-10-15 17:00');
    expect(begun({ area: 'remote' }).promise()).toBe('2026-10-29 17:00');
  });

  test('stands still while the tax is determined and paid', () => {
    const story = atTheTaxOffice();
    expect(story.dossier.status).toBe('awaiting-payment');
    expect(story.promise()).toBeUndefined();
    story.ask({ type: 'notify-obligation', stepId: 'tax-obligation', amountDong: 12_500_000, reference: 'TB-77' });
    story.waitUntil('2026-11-02 09:00');
    expect(story.happened('SlaBreached')).toEqual([]);
  });

  test('goes on when the payment is confirmed, and the promise has moved by the stop, to the minute', () => {
    const story = atTheTaxOffice().at('2026-10-21 10:00').answer('tax-obligation').advance();
    expect(story.dossier.status).toBe('in-progress');
    expect(story.openSteps()).toEqual(['confirm-change']);
    // Stopped for ten working days, from 10:00 to 10:00: Thursday the 15th becomes Thursday the 29th.
    expect(story.promise()).toBe('2026-10-29 17:00');
    story.answer('confirm-change').advance().answer('update-cadastre').advance();
    expect(story.in('settled')).toMatchObject({ outcome: 'granted', results: [{ type: 'land-certificate' }] });
  });

  test('can tell afterwards which days were counted and which were the tax’s', () => {
    const story = atTheTaxOffice().at('2026-10-21 10:00').answer('tax-obligation').advance();
    const { entries } = ledgerOf({ facts: story.in('in-progress').clock, term: promisedTerm(story.dossier, story.context), calendar: story.context.calendars.national, now: story.now });
    expect(entries.map(({ rule, countedMinutes, skipped }) => [rule, countedMinutes / 60, skipped.find(({ reason }) => reason === 'first-day')?.minutes])).toEqual([
      ['working-days', 10.5, 390],
      ['financial-duty', 0, undefined],
      ['working-days', 53.5, undefined],
    ]);
  });

  test('is refused when the supplement does not come within thirty days', () => {
    const story = begun().answer('appraise', 'return-for-supplement').waitUntil('2026-11-03 09:00');
    expect(story.dossier.status).toBe('awaiting-supplement');
    expect(story.waitUntil('2026-11-04 17:00').dossier.status).toBe('refused');
  });

  test('is late when the tax is paid and the land office sleeps, and says so once', () => {
    const story = atTheTaxOffice().at('2026-10-21 10:00').answer('tax-obligation').advance().waitUntil('2026-12-01 09:00');
    expect(story.happened('SlaBreached').map(({ what, epoch }) => [what, epoch])).toEqual([['step', 1], ['settlement', 2]]);
  });
});
