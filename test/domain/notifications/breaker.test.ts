import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterTry, type Breaker, CLOSED, FAILURES_TO_OPEN, isUnreachable, permits, PROBE_SECONDS, probeNow, UNREACHABLE_AFTER_HOURS } from '#domain/notifications/breaker';

const at = (seconds: number): string => new Date(Date.parse('2026-11-23T02:00:00.000Z') + seconds * 1000).toISOString();
const failing = (times: number): Breaker => Array.from({ length: times }).reduce<Breaker>((known, _each, index) => afterTry(known, false, at(index)), CLOSED);
const secondsUntilProbe = ({ probeAt = '' }: Breaker, now: string): number => (Date.parse(probeAt) - Date.parse(now)) / 1000;

describe('the breaker of an endpoint', () => {
  it('opens with the fifth failure in a row and lets one probe through at a time', () => {
    expect(permits(failing(FAILURES_TO_OPEN - 1), at(10))).toBe('all');
    const open = failing(FAILURES_TO_OPEN);
    expect(permits(open, at(5))).toBe('none');
    expect(permits(open, open.probeAt ?? '')).toBe('one');
  });

  it('waits 30 seconds, 1, 2, 5 and 10 minutes, and then a quarter of an hour between probes', () => {
    let known = failing(FAILURES_TO_OPEN);
    const waits = [secondsUntilProbe(known, at(FAILURES_TO_OPEN - 1))];
    for (let probe = 0; probe < 7; probe += 1) {
      const now = known.probeAt ?? '';
      known = afterTry(known, false, now);
      waits.push(secondsUntilProbe(known, now));
    }
    expect(waits).toEqual([...PROBE_SECONDS, 900, 900]);
  });

  it('is not moved by what was in flight when it opened', () => {
    const open = failing(FAILURES_TO_OPEN);
    expect(afterTry(open, false, at(5))).toMatchObject({ probeAt: open.probeAt, probes: 0 });
  });

  it('is unreachable after 75 hours without an answer, never when it is closed, and starts anew when somebody mends it', () => {
    const open = failing(FAILURES_TO_OPEN);
    expect(isUnreachable(open, at(UNREACHABLE_AFTER_HOURS * 3600 - 1))).toBe(false);
    expect(isUnreachable(open, at(UNREACHABLE_AFTER_HOURS * 3600))).toBe(true);
    expect(isUnreachable(failing(1), at(UNREACHABLE_AFTER_HOURS * 3600))).toBe(false);
    const mended = probeNow(open, at(400_000));
    expect(permits(mended, at(400_000))).toBe('one');
    expect(isUnreachable(mended, at(400_001))).toBe(false);
    expect(probeNow(CLOSED, at(1))).toEqual(CLOSED);
  });

  it('is closed by any answer, and open exactly while at least five failures followed the last one', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (answers) => {
        const known = answers.reduce<Breaker>((before, answered, index) => afterTry(before, answered, at(index * 1000)), CLOSED);
        const sinceAnswer = answers.length - 1 - answers.lastIndexOf(true);
        expect(known.probeAt !== undefined).toBe(sinceAnswer >= FAILURES_TO_OPEN);
        expect(known.failuresInARow).toBe(sinceAnswer);
        expect(known.failingSince).toBe(sinceAnswer === 0 ? undefined : at((answers.length - sinceAnswer) * 1000));
      }),
    );
  });
});
