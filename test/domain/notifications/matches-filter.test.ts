import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FEED_EVENT_TYPES, SUBSCRIPTION_EVENT, unknownTypes } from '#domain/notifications/event-types';
import { matchesFilter } from '#domain/notifications/matches-filter';
import type { EventFilter } from '#domain/notifications/subscription';

const STEP_OPENED = 'vn.motcua.dossier.step-opened.v1';
const everything: EventFilter = { types: [], procedures: [], agencies: [], places: [] };
const opened = { event: { type: STEP_OPENED }, about: { procedure: '3.000722', receivingAgency: 'H99.101.01', places: ['H99.101', 'H99'] } };

const word = fc.constantFrom('a', 'b', 'c');
const words = fc.array(word, { maxLength: 3 });
const filters = fc.record({ types: words, procedures: words, agencies: words, places: words });
const events = fc.record({
  event: fc.record({ type: word }),
  about: fc.record({ procedure: word, receivingAgency: word, places: words }),
});

describe('A filter', () => {
  test.each<[string, Partial<EventFilter>, boolean]>([
    ['lets everything through when nothing is filled in', {}, true],
    ['takes a type that it names', { types: [STEP_OPENED, 'vn.motcua.dossier.settled.v1'] }, true],
    ['passes over a type that it does not name', { types: ['vn.motcua.dossier.settled.v1'] }, false],
    ['takes a procedure that it names', { procedures: ['3.000722'] }, true],
    ['passes over other procedures', { procedures: ['3.000723'] }, false],
    ['takes the commune of a dossier', { places: ['H99.101'] }, true],
    ['takes the province of a dossier', { places: ['H99'] }, true],
    ['passes over other places', { places: ['H98'] }, false],
    ['takes the receiving agency', { agencies: ['H99.101.01'] }, true],
    ['wants all of its lists fulfilled, not one of them', { procedures: ['3.000722'], agencies: ['H99.102.01'] }, false],
  ])('%s', (_title, wanted, expected) => {
    expect(matchesFilter({ ...everything, ...wanted }, opened)).toBe(expected);
  });

  test('a notice about the subscription is kept out by the types only', () => {
    const notice = { event: { type: SUBSCRIPTION_EVENT.stopped }, about: { procedure: '', receivingAgency: '', places: [] } };
    expect(matchesFilter({ ...everything, procedures: ['3.000722'], places: ['H99'] }, notice)).toBe(true);
    expect(matchesFilter({ ...everything, types: [STEP_OPENED] }, notice)).toBe(false);
  });

  test('one word more in a list that has one never loses an event', () => {
    fc.assert(
      fc.property(filters, events, word, fc.constantFrom('types', 'procedures', 'agencies', 'places'), (filter, event, added, list) => {
        const wider = { ...filter, [list]: filter[list].length === 0 ? [] : [...filter[list], added] };
        if (matchesFilter(filter, event)) expect(matchesFilter(wider, event)).toBe(true);
      }),
    );
  });

  test('an event gets through exactly when each of the lists alone would let it through', () => {
    fc.assert(
      fc.property(filters, events, ({ types, procedures, agencies, places }, event) => {
        const alone = [{ types }, { procedures }, { agencies }, { places }].map((list) => matchesFilter({ ...everything, ...list }, event));
        expect(matchesFilter({ types, procedures, agencies, places }, event)).toBe(alone.every(Boolean));
      }),
    );
  });
});

test('a type that no event has is named, so that nobody waits for it', () => {
  expect(unknownTypes([STEP_OPENED, 'vn.motcua.dossier.step-open.v1', SUBSCRIPTION_EVENT.deliveryFailed])).toEqual(['vn.motcua.dossier.step-open.v1']);
  expect(FEED_EVENT_TYPES).not.toContain(SUBSCRIPTION_EVENT.test);
});
