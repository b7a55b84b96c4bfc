import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { clockEndpoint } from '#local/clock/clock-endpoint';
import { createLocalClock } from '#local/clock/local-clock';
import type { LocalClock } from '#local/clock/local-clock';
import { moveClock } from '#local/clock/move-clock';
import { listenLocally } from '#local/servers/listen-locally';

const folder = mkdtempSync(join(tmpdir(), 'move-clock-'));
const cellFile = join(folder, 'cell.json');
const clock: LocalClock = createLocalClock({ file: join(folder, 'clock.json') });
let control: Server;
let url: string;

beforeAll(async () => {
  const handle = clockEndpoint(clock);
  control = createServer((request, response) => void handle(request, response));
  url = `http://127.0.0.1:${await listenLocally(control)}`;
});
afterAll(() => {
  control.close();
});
beforeEach(() => writeFileSync(cellFile, JSON.stringify({ pid: process.pid, controlUrl: url })));

describe('npm run clock', () => {
  it('moves the running cell and tells both times', async () => {
    const before = clock.offsetMilliseconds();
    const { line, exitCode } = await moveClock(['+2h'], cellFile);
    expect(exitCode).toBe(0);
    expect(line).toMatch(/^\w{3} \d{4}-\d\d-\d\d \d\d:\d\d → \w{3} \d{4}-\d\d-\d\d \d\d:\d\d \(Vietnamese time\)$/);
    // The command fixes its target first, so the moments until the cell obeys are not added.
    const moved = clock.offsetMilliseconds() - before;
    expect(moved).toBeLessThanOrEqual(2 * 3_600_000);
    expect(moved).toBeGreaterThan(2 * 3_600_000 - 60_000);
  });

  it('only tells the time when no move is given', async () => {
    const before = clock.offsetMilliseconds();
    expect((await moveClock([], cellFile)).line).toMatch(/^It is \w{3} \d{4}/);
    expect(clock.offsetMilliseconds()).toBe(before);
  });

  it('says that the clock does not go back', async () => {
    expect(await moveClock(['to', '2020-01-01T08:00+07:00'], cellFile)).toEqual({ line: expect.stringMatching(/^The clock only moves forward/), exitCode: 1 });
  });

  it('says in one sentence that no cell runs', async () => {
    const none = { line: 'No cell is running here. Start one with: npm start', exitCode: 1 };
    expect(await moveClock(['+1d'], join(folder, 'none.json'))).toEqual(none);
    // The number above the kernel's largest process id: a cell that was killed.
    writeFileSync(cellFile, JSON.stringify({ pid: 4_194_305, controlUrl: url }));
    expect(await moveClock(['+1d'], cellFile)).toEqual(none);
  });

  it('explains what it understands', async () => {
    expect((await moveClock(['soon'], cellFile)).line).toContain('npm run clock -- +3wd');
  });

  it('says which calendar is missing rather than guessing', async () => {
    expect((await moveClock(['+9999wd'], cellFile)).line).toContain('No working calendar');
  });
});

describe('the clock’s endpoint', () => {
  const post = (body: string, type = 'application/json') => fetch(`${url}/clock`, { method: 'POST', headers: { 'content-type': type }, body });

  it('advances by milliseconds', async () => {
    const before = clock.offsetMilliseconds();
    expect((await post('{"advanceMilliseconds":1000}')).status).toBe(200);
    expect(clock.offsetMilliseconds()).toBe(before + 1000);
  });

  it('refuses what it does not understand, and pages of other origins', async () => {
    expect((await post('{"advanceMilliseconds":-1}')).status).toBe(400);
    expect((await post('nonsense')).status).toBe(400);
    expect((await post('{"advanceMilliseconds":1}', 'text/plain')).status).toBe(415);
    expect((await fetch(`${url}/clock`, { method: 'DELETE' })).status).toBe(405);
  });
});
