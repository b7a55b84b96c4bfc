import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalClock } from '#local/clock/local-clock';
import { signIn } from '#local/identity/sign-in';
import { startIdentity } from '#local/identity/start-identity';
import type { LocalIdentity } from '#local/identity/start-identity';

const folder = mkdtempSync(join(tmpdir(), 'sign-in-'));
const cellFile = join(folder, 'cell.json');
let identity: LocalIdentity;
beforeAll(async () => {
  const people = [{ id: 'an', displayName: 'An', kind: 'citizen' as const }];
  identity = await startIdentity({ clock: createLocalClock({ file: join(folder, 'clock.json') }), dataFolder: folder, audience: 'api', people, clients: [] });
  writeFileSync(cellFile, JSON.stringify({ pid: process.pid, controlUrl: 'http://127.0.0.1:9', issuer: identity.issuer }));
});
afterAll(() => identity.stop());

describe('npm run sign-in', () => {
  it('prints a token of the running cell', async () => {
    expect(await signIn(['an'], cellFile)).toEqual({ token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) });
  });

  it('says whom it knows', async () => {
    expect(await signIn(['binh'], cellFile)).toEqual({ complaint: 'nobody is called "binh"; known are an' });
  });

  it('says what is missing', async () => {
    expect(await signIn([], cellFile)).toEqual({ complaint: 'Say who signs in: npm run sign-in -- <person>' });
    expect(await signIn(['an'], join(folder, 'none.json'))).toEqual({ complaint: 'No cell is running here. Start one with: npm start' });
  });
});
