import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import type { Dossier } from '#domain/dossiers/dossier';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import { METRIC } from '#domain/notifications/metric-names';
import { countDossiers } from '#functions/sla/count-dossiers/count-dossiers';
import { evaluateSla } from '#functions/sla/evaluate-sla/evaluate-sla';
import { atVietnamTime } from '#test/domain/deadlines/at-vietnam-time';
import { aChange } from '#test/support/builders/change-builders';
import { anInProgress, aReturned, aSettled } from '#test/support/builders/dossier-builders';
import { aConsultation, aStep, aWatch, byId } from '#test/support/builders/part-builders';
import { InMemoryDossierStore } from '#test/support/fakes/in-memory-dossier-store';
import { InMemoryFigureStore } from '#test/support/fakes/in-memory-figure-store';

afterEach(() => {
  jest.restoreAllMocks();
});

/** What the evaluator tells of these dossiers at a Vietnamese local time, by the metric's name. */
async function told(local: string, ...dossiers: Dossier[]): Promise<Record<string, unknown>> {
  const [store, figures] = [new InMemoryDossierStore(), new InMemoryFigureStore()];
  for (const dossier of dossiers) await store.commit(aChange(undefined, dossier));
  await countDossiers({ store, figures }, dossiers.map(({ id }) => ({ dossierId: id })));
  const lines: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  await evaluateSla({ figures, calendars: { inForce: () => Promise.resolve(shippedCalendarBook()) }, place: 'H26' }, atVietnamTime(local));
  jest.restoreAllMocks();
  return Object.assign({}, ...lines.map((line) => JSON.parse(line)));
}

const due = (local: string) => toIso(atVietnamTime(local));
const AGENCY = 'H26.101';

describe('the evaluator', () => {
  it('tells of a place without a dossier that nothing is open, nothing burns, and that it has run', async () => {
    const quiet = await told('2026-11-25 10:00');
    expect(quiet).toMatchObject({
      Province: 'H26',
      [METRIC.dossiersOpen.name]: 0, [METRIC.dossiersOverdue.name]: 0, [METRIC.atRiskShare.name]: 0, [METRIC.oldestStepWorkingHours.name]: 0,
      [METRIC.burnRateFast.name]: 0, [METRIC.burnRateMedium.name]: 0, [METRIC.burnRateSlow.name]: 0,
      [METRIC.executionsOpen.name]: 0, [METRIC.evaluatorRun.name]: 1,
    });
    expect(quiet).not.toHaveProperty(METRIC.onTimeShare.name);
  });

  it('counts open and overdue dossiers, the share of steps at risk, and how long the oldest step has waited in office hours', async () => {
    const step = (id: string, ...checkpoints: string[]) => aStep({ id, agency: AGENCY, watch: aWatch({ told: checkpoints }), dueAt: due('2026-11-25 09:30') });
    const oldest = { ...step('oldest'), openedAt: due('2026-11-23 08:00') };
    const figures = await told(
      '2026-11-25 10:00',
      anInProgress({ receivingAgency: AGENCY, steps: byId(oldest, step('near', 'at-risk')) }),
      anInProgress({ receivingAgency: AGENCY, steps: byId(step('late', 'at-risk', 'due'), step('calm')), watch: aWatch({ told: ['due'] }), dueAt: due('2026-11-25 09:40') }),
    );
    expect(figures).toMatchObject({ [METRIC.dossiersOpen.name]: 2, [METRIC.dossiersOverdue.name]: 1, [METRIC.atRiskShare.name]: 25 });
    // Monday 8:00 to Wednesday 10:00: 7.5 hours and 2.5 of the third morning; the 24th of November is a day off.
    expect(figures[METRIC.oldestStepWorkingHours.name]).toBe(10);
    expect(figures[METRIC.burnRateFast.name]).toBeCloseTo(100);
  });

  it('tells the on-time share of four weeks, and none when nothing was settled in them', async () => {
    const settled = (settledAt: string, punctuality: 'on-time' | 'late-without-apology') => aReturned({ receivingAgency: AGENCY, steps: {}, settledAt, timing: { punctuality, agencyMinutes: 480, applicantMinutes: 0, stoppedMinutes: 0 } });
    const [today, longAgo] = [due('2026-11-25 09:00'), due('2026-10-28 09:00')];
    const share = await told('2026-11-25 10:00', settled(today, 'on-time'), settled(today, 'on-time'), settled(today, 'on-time'), settled(today, 'late-without-apology'), settled(longAgo, 'late-without-apology'));
    expect(share[METRIC.onTimeShare.name]).toBe(75);
    expect(await told('2026-11-25 10:00', settled(longAgo, 'on-time'))).not.toHaveProperty(METRIC.onTimeShare.name);
  });

  it('expects a machine for each dossier until it is handed over, and for each open consultation', async () => {
    const timing = { punctuality: 'early' as const, agencyMinutes: 1, applicantMinutes: 0, stoppedMinutes: 0 };
    const figures = await told(
      '2026-11-25 10:00',
      anInProgress({ receivingAgency: AGENCY, consultations: byId(aConsultation()) }),
      aSettled({ receivingAgency: AGENCY, timing }),
      aReturned({ receivingAgency: AGENCY, timing }),
    );
    expect(figures[METRIC.executionsOpen.name]).toBe(3);
  });

  it('tells how many days are left of the calendar', async () => {
    const last = shippedCalendarBook().facts.years.at(-1)?.year ?? 0;
    expect((await told(`${String(last)}-12-30 10:00`))[METRIC.calendarDaysAhead.name]).toBe(1);
  });

  it('does not claim to have run when it could not tell everything', async () => {
    const figures = new InMemoryFigureStore();
    const failing = { openWork: () => Promise.reject(new Error('throttled')), promises: figures.promises.bind(figures), settlements: figures.settlements.bind(figures), oldestWaiting: figures.oldestWaiting.bind(figures) };
    const lines: string[] = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
    await expect(evaluateSla({ figures: failing, calendars: { inForce: () => Promise.resolve(shippedCalendarBook()) }, place: 'H26' }, Temporal.Instant.from('2026-11-25T03:00:00Z'))).rejects.toThrow('throttled');
    jest.restoreAllMocks();
    expect(lines.join('')).not.toContain(METRIC.evaluatorRun.name);
  });
});
