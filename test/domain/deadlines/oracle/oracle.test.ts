import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildCalendar } from '#domain/deadlines/working-calendar';
import { anyCalendar, anyHistory } from './random-history.ts';
import { walkable } from './raw-calendar.ts';
import { whatTheEngineSays, whatTheWalkSays } from './verdict.ts';

const HISTORIES = 10_000;
const CALENDARS = 150;
const PATIENCE_MS = 300_000;
/** A seed found wanting is run again with `ORACLE_SEED=…`. */
const seed = Number(process.env['ORACLE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const calendars = fc.sample(anyCalendar, { seed, numRuns: CALENDARS }).map((raw) => ({ fast: buildCalendar({ name: 'oracle', ...raw }), slow: walkable(raw) }));

test(
  `the deadline engine and a walk through every minute agree on ${HISTORIES} random histories (seed ${seed})`,
  () => {
    const seen: Record<string, number> = {};
    fc.assert(
      fc.property(fc.nat({ max: CALENDARS - 1 }), anyHistory, (index, history) => {
        const calendar = calendars[index];
        if (calendar === undefined) throw new RangeError('no such calendar');
        const engine = whatTheEngineSays(history, calendar.fast);
        const walk = whatTheWalkSays(history, calendar.slow, engine === 'no-calendar' ? [] : engine.entries);
        const state = walk === 'no-calendar' ? walk : walk.ledgerState;
        seen[state] = (seen[state] ?? 0) + 1;
        expect(engine).toEqual(walk);
      }),
      { seed, numRuns: HISTORIES },
    );
    // The draw is worth its name: every state a clock can be in was met a hundred times, and the end of the calendar too.
    for (const state of ['running', 'stopped', 'late', 'met', 'no-calendar']) expect([state, (seen[state] ?? 0) > 100]).toEqual([state, true]);
  },
  PATIENCE_MS,
);
