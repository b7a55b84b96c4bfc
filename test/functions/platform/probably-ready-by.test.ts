import { expect, it } from '@jest/globals';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import { changeFor } from '#domain/figures/counting';
import { probablyReadyBy } from '#functions/platform/probably-ready-by';
import { atVietnamTime } from '#test/domain/deadlines/at-vietnam-time';
import { aReturned } from '#test/support/builders/dossier-builders';
import { InMemoryFigureStore } from '#test/support/fakes/in-memory-figure-store';

const calendars = { inForce: () => Promise.resolve(shippedCalendarBook()) };
const [receivingAgency, procedureCode] = ['H26.101', '1.001193'];
const question = { receivingAgency, procedureCode, receivedAt: atVietnamTime('2026-12-01 08:00'), now: atVietnamTime('2026-12-01 08:00') };

it('tells by when a dossier is probably ready, from those of the same procedure at the same one-stop', async () => {
  const figures = new InMemoryFigureStore();
  const timing = { punctuality: 'early' as const, agencyMinutes: 400, applicantMinutes: 60, stoppedMinutes: 20 };
  const settled = Array.from({ length: 20 }, () => aReturned({ receivingAgency, steps: {}, timing }));
  for (const dossier of settled) await figures.count(1, [changeFor(dossier, undefined)].flatMap((change) => change ?? []));
  const told = await probablyReadyBy({ figures, calendars }, question);
  expect(told).toMatchObject({ cases: 20, halfBy: expect.stringMatching(/^2026-12-0[12]T/) });
  expect(await probablyReadyBy({ figures, calendars }, { ...question, receivingAgency: 'H26.102' })).toBeUndefined();
  expect(await probablyReadyBy({ figures, calendars }, { ...question, procedureCode: '2.000001' })).toBeUndefined();
});
