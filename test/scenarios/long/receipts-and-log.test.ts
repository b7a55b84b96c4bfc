import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compactVerify, createLocalJWKSet } from 'jose';
import { ContentInfo, SignedData, TSTInfo } from 'pkijs';
import { z } from 'zod';
import { shownProof } from '#domain/log/proof-view';
import { sealedDay } from '#domain/log/sealed-day';
import { createDraft, uploadRequiredPapers } from '#local/api-client/hand-in';
import { isInstalled } from '#test/support/is-installed';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';
import { placeOfLocalCell } from '#tools/audit-log/open-store';

const BIRTH = { procedureCode: '3.000722' };
const DAY_MILLISECONDS = 24 * 60 * 60_000;
const run = promisify(execFile);
const VERIFIER = new URL('../../../docs/examples/verify-proof.mjs', import.meta.url).pathname;
const AUDIT = new URL('../../../tools/audit-log/run.ts', import.meta.url).pathname;

const jwks = z.object({ keys: z.array(z.looseObject({ kty: z.literal('EC'), crv: z.string(), x: z.string(), y: z.string(), kid: z.string(), alg: z.string() })) });
const days = z.object({ rows: z.array(sealedDay) });
const receipt = z.looseObject({ code: z.string(), statement: z.string(), papers: z.array(z.looseObject({ sha256: z.string() })) });

describe('A receipt that verifies without us, and a log that nobody can rewrite', () => {
  let scenario: Scenario;
  let folder: string;
  let id = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mot-cua-log-'));
    scenario = await startScenario();
    ({ id } = await scenario.accepted('citizen-lan', BIRTH));
    await scenario.untilOpen(id, 'birth-registration');
  }, 120_000);
  afterAll(async () => {
    await scenario.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const keysOf = async (path: string) => jwks.parse(await (await fetch(`${scenario.cell.apiUrl}${path}`)).json());
  const sealed = async () => days.parse(await scenario.as(undefined).get('/v1/log/days?limit=100')).rows;
  const proofOf = async (principal: string) => shownProof.parse(await scenario.as(principal).get(`/v1/dossiers/${id}/proof`));
  const aDayLater = async () => {
    await scenario.cell.settled();
    const before = (await sealed()).length;
    scenario.cell.clock.advance(DAY_MILLISECONDS);
    await scenario.cell.settled();
    const giveUpAt = performance.now() + 30_000;
    while ((await sealed()).length <= before && performance.now() < giveUpAt) await scenario.cell.settled();
    expect((await sealed()).length).toBeGreaterThan(before);
  };
  const kept = async (name: string, content: unknown): Promise<string> => {
    const file = join(folder, name);
    await writeFile(file, JSON.stringify(content));
    return file;
  };
  const audited = async () => {
    try {
      const { stdout } = await run(process.execPath, [AUDIT, '--control', scenario.cell.controlUrl]);
      return { code: 0, stdout };
    } catch (error) {
      return z.object({ code: z.number(), stdout: z.string() }).parse(error);
    }
  };

  it('hands out a receipt whose statement the published key proves, and which names the papers', async () => {
    const order = { ...BIRTH, channel: 'online' as const, place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01', key: 'stated' };
    const citizen = scenario.as('citizen-lan');
    const draft = await createDraft(citizen, order);
    await uploadRequiredPapers(citizen, draft.id, order);
    const answer = await citizen.post(`/v1/dossiers/${draft.id}/submission`, undefined, 'stated-submission');
    const mine = receipt.parse(answer);
    expect(mine.papers.length).toBeGreaterThan(0);
    const { payload } = await compactVerify(mine.statement, createLocalJWKSet(await keysOf('/v1/log/keys')));
    const papers = mine.papers.map(({ sha256 }) => sha256).toSorted().map((hex) => Buffer.from(hex, 'hex').toString('base64url'));
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({ kind: 'receipt', iss: 'H99', code: mine.code, agency: 'H99.101.01', papers });
    // Asked again, the same receipt, signature and all.
    expect(await citizen.post(`/v1/dossiers/${draft.id}/submission`, undefined, 'stated-submission')).toEqual(answer);
  });

  it('serves the page that checks it, with the published key in it and a policy that lets it call nobody', async () => {
    const answer = await fetch(`${scenario.cell.apiUrl}/verify`);
    const html = await answer.text();
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*connect-src 'none'/);
    const [{ kid } = { kid: '' }] = (await keysOf('/.well-known/jwks.json')).keys;
    expect(html).toContain(`"kid":"${kid}"`);
  });

  it('shows the hash of every event, and tells when the proof will be there', async () => {
    const events = await scenario.events(id);
    expect(new Set(events.map(({ hash }) => hash)).size).toBe(events.length);
    const answer = await fetch(`${scenario.cell.apiUrl}/v1/dossiers/${id}/proof`, { headers: { authorization: `Bearer ${await scenario.tokenFor('citizen-lan')}` } });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ type: expect.stringContaining('not-sealed-yet'), fields: [{ pointer: '/sealedAfter', problem: expect.stringMatching(/T17:10:00/) }] });
  });

  it('seals every day that is over, each chained to the one before', async () => {
    await aDayLater();
    await aDayLater();
    const all = (await sealed()).toReversed();
    expect(all.length).toBeGreaterThan(1);
    expect(all.some(({ size }) => size > 0)).toBe(true);
    const known = createLocalJWKSet(await keysOf('/v1/log/keys'));
    for (const [index, { statement, day, root }] of all.entries()) {
      const claims: unknown = JSON.parse(new TextDecoder().decode((await compactVerify(statement, known)).payload));
      const before = all[index - 1];
      expect(claims).toMatchObject({ day, root, ...(before && { previous: { day: before.day, root: before.root, statementSha256: createHash('sha256').update(before.statement).digest('hex') } }) });
    }
  });

  it('has every sealed day dated by the timestamp authority, over the very statement', async () => {
    const all = await sealed();
    expect(all.length).toBeGreaterThan(1);
    for (const { statement, timestamp = '' } of all) {
      const signed = new SignedData({ schema: ContentInfo.fromBER(Buffer.from(timestamp, 'base64')).content });
      const told = TSTInfo.fromBER(signed.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0));
      expect(Buffer.from(told.messageImprint.hashedMessage.getValue()).toString('hex')).toBe(createHash('sha256').update(statement).digest('hex'));
      // No earlier than the day was over, by the cell's own clock.
      expect(Math.abs(told.genTime.getTime() - scenario.cell.clock.now())).toBeLessThan(3 * DAY_MILLISECONDS);
    }
  });

  (isInstalled('openssl') ? it : it.skip)('and openssl, which knows nothing of us, finds the timestamps good, and not over a statement with one letter changed (skipped, not installed: openssl)', async () => {
    const [{ statement, timestamp = '' } = { statement: '' }] = await sealed();
    const [root, token, said, forged] = [join(folder, 'root.pem'), join(folder, 'token.der'), join(folder, 'statement'), join(folder, 'forged')];
    await Promise.all([writeFile(root, scenario.authority.root), writeFile(token, Buffer.from(timestamp, 'base64')), writeFile(said, statement), writeFile(forged, `x${statement.slice(1)}`)]);
    const verify = (data: string) => run('openssl', ['ts', '-verify', '-data', data, '-in', token, '-token_in', '-CAfile', root]);
    expect((await verify(said)).stdout).toContain('Verification: OK');
    await expect(verify(forged)).rejects.toThrow();
  });

  it('gives owner, desk, agency of a step and auditor a proof that a script of fifty lines verifies with the published key', async () => {
    for (const principal of ['citizen-lan', 'desk-an-hoa', 'system-h99.101', 'auditor']) expect((await proofOf(principal)).leaf.dossierId).toBe(id);
    const proof = await proofOf('citizen-lan');
    const events = await scenario.as('citizen-lan').get(`/v1/dossiers/${id}/events?limit=200`);
    const files = [await kept('proof.json', proof), await kept('keys.json', await keysOf('/v1/log/keys')), await kept('events.json', events)];
    expect((await run(process.execPath, [VERIFIER, ...files])).stdout).toMatch(/^Holds: /);
    // Whoever was told something else finds out.
    const { events: told } = z.looseObject({ events: z.array(z.looseObject({ at: z.string() })) }).parse(events);
    const forged = await kept('forged.json', { ...events, events: told.map((event, index) => (index === 1 ? { ...event, at: '2026-01-01T00:00:00.000Z' } : event)) });
    await expect(run(process.execPath, [VERIFIER, ...files.slice(0, 2), forged])).rejects.toThrow(/event 2 is not what it was/);
    const otherRoot = await kept('other.json', { ...proof, path: proof.path.map((hash) => hash.replaceAll('a', 'b')), day: { ...proof.day, root: 'c'.repeat(64) } });
    await expect(run(process.execPath, [VERIFIER, otherRoot, ...files.slice(1)])).rejects.toThrow(/does not lead to the root/);
  });

  it('finds the store whole, and names the event of which one byte was flipped in the table', async () => {
    await scenario.cell.settled();
    expect(await audited()).toMatchObject({ code: 0, stdout: expect.stringContaining('Whole') });
    const { dossierTable } = await placeOfLocalCell(scenario.cell.controlUrl);
    const { region, credentials, dynamodbEndpoint: endpoint } = scenario.cell;
    const table = DynamoDBDocumentClient.from(new DynamoDBClient({ region, credentials, endpoint }));
    const { Item = {} } = await table.send(new GetCommand({ TableName: dossierTable, Key: { pk: `D#${id}`, sk: 'E#000002' } }));
    const flipped: Record<string, unknown> = JSON.parse(JSON.stringify(Item).replace(/("at":"20\d\d-\d\d-\d\dT\d\d:\d)(\d)/, (_all, before: string, digit: string) => `${before}${String(Number(digit) ^ 1)}`));
    await table.send(new PutCommand({ TableName: dossierTable, Item: flipped }));
    const { code, stdout } = await audited();
    expect(code).toBe(1);
    expect(stdout).toContain(`BROKEN event-changed · ${id} · event 2`);
    await table.send(new PutCommand({ TableName: dossierTable, Item }));
    expect(await audited()).toMatchObject({ code: 0 });
  });
});
