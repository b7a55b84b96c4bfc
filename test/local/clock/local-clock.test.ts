import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createLocalClock } from '#local/clock/local-clock';

const HOUR = 3_600_000;

describe('the local clock', () => {
  let file: string;
  beforeEach(() => {
    file = join(mkdtempSync(join(tmpdir(), 'clock-')), 'data', 'clock.json');
  });

  it('starts at the machine’s own time', () => {
    const before = Date.now();
    const now = createLocalClock({ file }).now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('runs ahead by what it was advanced, also after a restart', () => {
    const clock = createLocalClock({ file });
    clock.advance(HOUR);
    clock.advance(2 * HOUR);
    expect(clock.offsetMilliseconds()).toBe(3 * HOUR);
    expect(createLocalClock({ file }).offsetMilliseconds()).toBe(3 * HOUR);
  });

  it('shares its offset with other threads', () => {
    const clock = createLocalClock({ file });
    clock.advance(HOUR);
    expect(new BigInt64Array(clock.shared)[0]).toBe(BigInt(HOUR));
  });

  it.each([-1, 0.5, Number.NaN])('refuses to move by %s', (milliseconds) => {
    const clock = createLocalClock({ file });
    expect(() => clock.advance(milliseconds)).toThrow(RangeError);
    expect(clock.offsetMilliseconds()).toBe(0);
  });

  it('tells its listeners from when to when it was moved, once the new time stands', () => {
    const clock = createLocalClock({ file });
    const seen: number[] = [];
    clock.onMoved(({ from, to }) => seen.push(clock.offsetMilliseconds(), to - from, Math.sign(to - Date.now())));
    clock.advance(HOUR);
    expect(seen).toEqual([HOUR, HOUR, 1]);
  });

  it('does not guess when its file is damaged', () => {
    const damaged = join(mkdtempSync(join(tmpdir(), 'clock-')), 'clock.json');
    writeFileSync(damaged, '{"offsetMilliseconds":-5}');
    expect(() => createLocalClock({ file: damaged })).toThrow();
  });
});
