import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { setTimeout as pause } from 'node:timers/promises';
import { ListExecutionsCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { papersChecked } from '#local/api-client/hand-in';
import { madeUpPaper } from '#local/api-client/made-up-paper';
import { shippedProcedure } from '#test/support/scenario/shipped-procedure';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const COMPANY = 'partner-sao-viet';
const STRANGER = 'partner-hai-dang';
/** The birth group as shipped, which wants two papers, and the house permit without any. */
const WITH_PAPERS = '3.000722';
const PERMIT = '7.000061';
const HOME = { place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01', channel: 'online' };
/** Long enough for a loaded machine with two cores; only a failure waits that long. */
const PATIENCE_MILLISECONDS = 90_000;

const form = z.object({ url: z.string(), fields: z.record(z.string(), z.string()), expiresAt: z.string() });
const link = z.object({ url: z.string(), expiresAt: z.string() });
const bulk = z.looseObject({
  id: z.string(), version: z.number(), state: z.string(), upload: form.optional(),
  progress: z.object({ rows: z.number(), done: z.number(), accepted: z.number(), refused: z.number() }).optional(),
  refusal: z.object({ code: z.string(), fields: z.array(z.object({ pointer: z.string() })) }).optional(),
  files: z.object({ accepted: link, refused: link }).optional(),
});
const grants = z.object({ papers: z.array(z.object({ sha256: z.string(), upload: form })) });
const acceptedRow = z.object({ row: z.number(), dossierId: z.string(), code: z.string(), clientReference: z.string().optional() });
const refusedRow = z.looseObject({ _row: z.number(), _code: z.string(), _mend: z.object({ vi: z.string(), en: z.string() }), _problems: z.array(z.object({ pointer: z.string(), problem: z.string() })) });
const owned = z.object({ rows: z.array(z.looseObject({ dossierId: z.string() })), cursor: z.string().optional() });
const anExport = z.looseObject({
  id: z.string(), state: z.string(), progress: z.object({ dossiers: z.number(), events: z.number(), parts: z.number() }),
  manifest: link.optional(), parts: z.array(z.looseObject({ name: z.string(), sha256: z.string(), url: z.string() })).optional(),
});
const manifest = z.looseObject({ schemaVersion: z.literal(1), counts: z.object({ dossiers: z.number(), events: z.number(), parts: z.number() }), parts: z.array(z.looseObject({ name: z.string(), sha256: z.string() })) });
const line = z.object({ schemaVersion: z.literal(1), dossier: z.looseObject({ id: z.string(), version: z.number() }), events: z.array(z.looseObject({ type: z.string(), seq: z.number() })) });

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const row = (number: number, more: Record<string, unknown> = {}) => ({
  ...HOME,
  procedureCode: PERMIT,
  application: { applicant: { fullName: `Khách hàng ${String(number)}`, identityNumber: `0011900${String(number).padStart(5, '0')}` } },
  ...more,
});

describe('A company hands in many dossiers at once, and takes out what it has', () => {
  let scenario: Scenario;
  let machines: SFNClient;

  beforeAll(async () => {
    scenario = await startScenario();
    const { region, credentials, urls } = scenario.cell;
    machines = new SFNClient({ region, credentials, endpoint: urls.sfn });
    await scenario.as('administrator').post('/v1/procedures', shippedProcedure('1.013225', { code: PERMIT, papers: [] }));
  }, 180_000);
  afterAll(async () => {
    machines.destroy();
    await scenario.stop();
  });

  const company = () => scenario.as(COMPANY);
  const send = async (grant: z.infer<typeof form>, bytes: Uint8Array<ArrayBuffer>): Promise<number> => {
    const body = new FormData();
    for (const [name, value] of Object.entries(grant.fields)) body.append(name, value);
    body.append('file', new Blob([bytes]));
    return (await fetch(grant.url, { method: 'POST', body })).status;
  };
  const announced = async (format: 'csv' | 'jsonl', text: string, defaults: Record<string, unknown> = {}) => {
    const bytes = new TextEncoder().encode(text);
    const body = { format, sizeBytes: bytes.byteLength, sha256: sha256Of(bytes), defaults };
    const opened = bulk.parse(await company().post('/v1/bulk-hand-ins', body));
    return { id: opened.id, upload: () => (opened.upload === undefined ? Promise.reject(new Error('There is no form.')) : send(opened.upload, bytes)) };
  };
  const read = async (id: string, as = COMPANY) => bulk.parse(await scenario.as(as).get(`/v1/bulk-hand-ins/${id}`));
  const until = async <Found>(look: () => Promise<Found>, isThere: (found: Found) => boolean): Promise<Found> => {
    const giveUpAt = performance.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const found = await look();
      if (isThere(found)) return found;
      if (performance.now() > giveUpAt) throw new Error(`Waited in vain; last seen: ${JSON.stringify(found)}`);
      await pause(50);
    }
  };
  const finished = (id: string) => until(() => read(id), ({ state }) => state === 'finished');
  /** With its byte order mark, if it has one. */
  const fetched = async (where: { url: string } | undefined) => Buffer.from(await (await fetch(where?.url ?? 'about:blank')).arrayBuffer()).toString();
  const linesOf = <Row>(text: string, schema: z.ZodType<Row>): Row[] => text.split('\n').filter((each) => each !== '').map((each) => schema.parse(JSON.parse(each)));
  const ownedBy = async (principal: string): Promise<string[]> => {
    const ids: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page = owned.parse(await scenario.as(principal).get(`/v1/dossiers?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`));
      ids.push(...page.rows.map(({ dossierId }) => dossierId));
      cursor = page.cursor;
    }
    return ids;
  };
  const runsOf = async (machine: RegExp) => {
    const { ref } = scenario.cell.describe().resources.find(({ type, path }) => type === 'AWS::StepFunctions::StateMachine' && machine.test(path)) ?? {};
    const { executions = [] } = await machines.send(new ListExecutionsCommand({ stateMachineArn: String(ref) }));
    return executions;
  };

  it('in JSON Lines: good rows are handed in, with papers uploaded once, and each bad one comes back with its reason and as it was', async () => {
    const paper = madeUpPaper('shared', 3000);
    const sha256 = sha256Of(paper);
    const papers = (digest: string) => ['birth-declaration', 'birth-evidence'].map((slot) => ({ slot, fileName: `${slot}.pdf`, sha256: digest }));
    const birth = { procedureCode: WITH_PAPERS, clientReference: 'HĐ 2026/7', papers: papers(sha256) };
    const personal = { fullName: 'Nguyễn Bí Mật', identityNumber: 'không phải số' };
    const rows: [unknown, string | undefined, string?][] = [
      [row(1, birth), undefined],
      [row(2), undefined],
      [row(3, { ...birth, papers: papers('ab'.repeat(32)) }), 'bulk-paper-not-uploaded', '/papers/0/sha256'],
      [row(4, { ...birth, papers: papers(sha256).slice(1) }), 'paper-missing', '/papers/birth-declaration'],
      [row(5, { ...birth, papers: [{ slot: 'no-such-slot', fileName: 'a.pdf', sha256 }] }), 'paper-not-acceptable', '/papers/0/slot'],
      [row(6, { application: { applicant: personal } }), 'invalid-field', '/application/applicant/identityNumber'],
      [row(7, { surprise: true }), 'unknown-field', '/surprise'],
      [row(8, { receivingAgency: 'H99.101.02' }), 'no-one-stop', '/receivingAgency'],
      [row(9, { procedureCode: '9.999999' }), 'procedure-not-in-force', '/procedureCode'],
      [row(10, { channel: 'desk', procedureCode: WITH_PAPERS }), 'channel-not-offered', '/channel'],
      [row(11, { application: undefined }), 'missing-field', '/application'],
      [row(12, { application: { applicant: { fullName: 'a\u0001b', identityNumber: '001190000001' } } }), 'control-character'],
      ['{"broken', 'malformed-json'],
      [[1, 2], 'malformed-json'],
    ];
    const text = rows.map(([each]) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\r\n\r\n');
    const { id, upload } = await announced('jsonl', text);
    expect(await company().call({ method: 'POST', path: `/v1/bulk-hand-ins/${id}/start` })).toMatchObject({ status: 409, body: { type: expect.stringContaining('bulk-file-not-uploaded') } });
    const granted = grants.parse(await company().post(`/v1/bulk-hand-ins/${id}/paper-grants`, { papers: [{ sha256, contentType: 'application/pdf', sizeBytes: paper.byteLength }] }));
    for (const each of granted.papers) expect(await send(each.upload, paper)).toBe(204);
    expect(await upload()).toBe(204);
    expect(await company().call({ method: 'POST', path: `/v1/bulk-hand-ins/${id}/start`, ifMatch: 1 })).toMatchObject({ status: 202, body: { state: 'running' } });

    const { progress, files } = await finished(id);
    expect(progress).toEqual({ rows: rows.length, done: rows.length, accepted: 2, refused: rows.length - 2 });
    const accepted = linesOf(await fetched(files?.accepted), acceptedRow);
    expect(accepted).toMatchObject([{ row: 1, clientReference: 'HĐ 2026/7' }, { row: 3 }]);
    const refusedText = await fetched(files?.refused);
    const refused = linesOf(refusedText, refusedRow);
    expect(refused.map((each) => [each._row, each._code])).toEqual(rows.flatMap(([, code], index) => (code === undefined ? [] : [[2 * index + 1, code]])));
    const pointers = rows.flatMap(([, code, pointer]) => (code === undefined ? [] : [pointer]));
    expect(refused.map(({ _problems }, index) => pointers[index] === undefined || _problems.some(({ pointer }) => pointer === pointers[index]))).toEqual(refused.map(() => true));
    for (const { _problems, _mend } of refused) expect(JSON.stringify([_problems, _mend])).not.toMatch(/Bí Mật|không phải số/);
    expect(refused[3]).toMatchObject({ application: { applicant: personal } });

    const [first] = accepted;
    const dossier = await company().get(`/v1/dossiers/${String(first?.dossierId)}`);
    expect(dossier).toMatchObject({ code: first?.code, status: 'submitted', papers: [{ sha256, state: 'received' }, { sha256, state: 'received' }] });
    await papersChecked(company(), String(first?.dossierId));
    expect(await scenario.as('desk-an-hoa').post(`/v1/dossiers/${String(first?.dossierId)}/acceptance`, undefined)).toMatchObject({ status: 'accepted' });
  }, 120_000);

  it('in CSV as Excel writes it; a run lost half way is resumed, a second one changes nothing, and no row becomes a dossier twice', async () => {
    const before = new Set(await ownedBy(COMPANY));
    const cells = (number: number, phone: string) => [`Trần Văn "${String(number)}"`, `"0011900${String(number).padStart(5, '0')}"`, phone, number % 2 === 0 ? '"12 Lê Lợi;\r\nAn Hòa"' : ''];
    const rows = Array.from({ length: 150 }, (_none, number) => cells(number, number % 12 === 5 ? 'gọi sau' : '0912345678').join(';'));
    const text = `\uFEFFsep=;\r\nfullName;identityNumber;phone;address\r\n${rows.join('\r\n')}\r\n;;;\r\n`;
    const { id, upload } = await announced('csv', text, { ...HOME, procedureCode: PERMIT });
    expect(await upload()).toBe(204);
    await company().post(`/v1/bulk-hand-ins/${id}/start`, undefined);
    await until(() => ownedBy(COMPANY), (ids) => ids.length >= before.size + 5);
    for (const { executionArn } of await runsOf(/BulkHandIn/)) await machines.send(new StopExecutionCommand({ executionArn })).catch(() => undefined);
    await until(() => runsOf(/BulkHandIn/), (runs) => runs.every(({ status }) => status !== 'RUNNING'));
    expect((await read(id)).state).toBe('running');
    expect(await company().call({ method: 'POST', path: `/v1/bulk-hand-ins/${id}/resumption` })).toMatchObject({ status: 202, body: { state: 'running' } });
    expect([200, 409]).toContain((await company().call({ method: 'POST', path: `/v1/bulk-hand-ins/${id}/resumption` })).status);

    const { progress, files } = await finished(id);
    expect(progress).toEqual({ rows: 150, done: 150, accepted: 137, refused: 13 });
    const accepted = linesOf(await fetched(files?.accepted), acceptedRow);
    expect(new Set(accepted.map(({ row: number }) => number)).size).toBe(137);
    const made = (await ownedBy(COMPANY)).filter((each) => !before.has(each));
    expect(made.toSorted()).toEqual(accepted.map(({ dossierId }) => dossierId).toSorted());
    const refused = await fetched(files?.refused);
    expect(refused).toContain('\uFEFF_row;_code;_problems;_mend_vi;_mend_en;fullName;identityNumber;phone;address\r\n');
    expect(refused.match(/"invalid-field";"phone: /g)).toHaveLength(13);

    const again = await announced('csv', refused.replaceAll('gọi sau', '0987654321'), { ...HOME, procedureCode: PERMIT });
    expect(await again.upload()).toBe(204);
    await company().post(`/v1/bulk-hand-ins/${again.id}/start`, undefined);
    expect((await finished(again.id)).progress).toEqual({ rows: 13, done: 13, accepted: 13, refused: 0 });
    expect((await company().call({ method: 'POST', path: `/v1/bulk-hand-ins/${id}/resumption` })).status).toBe(409);
  }, 180_000);

  it('a file that is something else is refused as a whole, with what to do instead, and a format nobody reads at once', async () => {
    const { id, upload } = await announced('csv', 'Nguyễn Thị Lan;0912345678\r\nTrần Minh;0912345679\r\n');
    await upload();
    await company().post(`/v1/bulk-hand-ins/${id}/start`, undefined);
    const refused = await until(() => read(id), ({ state }) => state === 'refused');
    expect(refused).toMatchObject({ refusal: { code: 'bulk-columns-unknown', fields: [{ pointer: '/columns/1' }, { pointer: '/columns/2' }] } });
    expect(JSON.stringify(refused)).not.toContain('Lan');
    const body = { format: 'xlsx', sizeBytes: 10, sha256: 'ab'.repeat(32) };
    expect(await company().call({ method: 'POST', path: '/v1/bulk-hand-ins', body })).toMatchObject({ status: 422, body: { type: expect.stringContaining('bulk-format-unknown') } });
  }, 90_000);

  it('nobody else sees it, and only companies and desks may do it', async () => {
    const list = z.object({ rows: z.array(z.looseObject({ id: z.string() })) });
    const mine = list.parse(await company().get('/v1/bulk-hand-ins')).rows;
    expect(mine.length).toBeGreaterThanOrEqual(4);
    const id = String(mine[0]?.id);
    for (const path of [`/v1/bulk-hand-ins/${id}`]) expect((await scenario.as(STRANGER).call({ method: 'GET', path })).status).toBe(404);
    for (const door of ['start', 'resumption']) expect((await scenario.as(STRANGER).call({ method: 'POST', path: `/v1/bulk-hand-ins/${id}/${door}` })).status).toBe(404);
    expect(list.parse(await scenario.as(STRANGER).get('/v1/bulk-hand-ins')).rows).toEqual([]);
    const body = { format: 'csv', sizeBytes: 10, sha256: 'ab'.repeat(32) };
    const ask = async (who: string) => (await scenario.as(who).call({ method: 'POST', path: '/v1/bulk-hand-ins', body })).status;
    expect(await Promise.all(['citizen-lan', 'officer-police', 'administrator', 'desk-an-hoa'].map(ask))).toEqual([403, 403, 403, 201]);
  });

  const exported = async (who: string, scope: 'own' | 'agency') => {
    const { id } = anExport.parse(await scenario.as(who).post('/v1/exports', { scope }));
    const done = await until(async () => anExport.parse(await scenario.as(who).get(`/v1/exports/${id}`)), ({ state }) => state === 'finished');
    const told = manifest.parse(JSON.parse(await fetched(done.manifest)));
    expect(told.parts.map(({ name, sha256 }) => ({ name, sha256 }))).toEqual(done.parts?.map(({ name, sha256 }) => ({ name, sha256 })));
    const lines: z.infer<typeof line>[] = [];
    for (const part of done.parts ?? []) {
      const bytes = Buffer.from(await (await fetch(part.url)).arrayBuffer());
      expect(sha256Of(bytes)).toBe(part.sha256);
      lines.push(...linesOf(gunzipSync(bytes).toString(), line));
    }
    expect(told.counts).toEqual({ dossiers: lines.length, events: lines.flatMap(({ events }) => events).length, parts: done.parts?.length });
    return { id, lines };
  };

  it('what a company takes out is exactly what it can read, dossier by dossier, and a stranger takes out nothing of it', async () => {
    await scenario.cell.settled();
    const { id, lines } = await exported(COMPANY, 'own');
    expect(lines.map(({ dossier }) => dossier.id).toSorted()).toEqual((await ownedBy(COMPANY)).toSorted());
    for (const { dossier, events } of [...lines.slice(0, 2), ...lines.slice(-2)]) {
      expect(dossier).toEqual(await company().get(`/v1/dossiers/${dossier.id}`));
      expect(await company().get(`/v1/dossiers/${dossier.id}/events?limit=200`)).toMatchObject({ events });
    }
    expect((await scenario.as(STRANGER).call({ method: 'GET', path: `/v1/exports/${id}` })).status).toBe(404);
    expect((await scenario.as(STRANGER).call({ method: 'POST', path: `/v1/exports/${id}/resumption` })).status).toBe(404);
    expect((await exported(STRANGER, 'own')).lines).toEqual([]);
  }, 120_000);

  it('an agency takes out what it works on, by its head and nobody else, and after a lost run the export goes on', async () => {
    const ask = async (who: string, scope: string) => (await scenario.as(who).call({ method: 'POST', path: '/v1/exports', body: { scope } })).status;
    expect(await Promise.all([ask('desk-an-hoa', 'agency'), ask('head-an-hoa', 'own'), ask('administrator', 'agency'), ask('citizen-lan', 'agency')])).toEqual([403, 403, 403, 403]);
    const { lines } = await exported('head-an-hoa', 'agency');
    expect(lines.length).toBeGreaterThan(0);
    const head = scenario.as('head-an-hoa');
    for (const { dossier } of lines) expect(dossier).toEqual(await head.get(`/v1/dossiers/${dossier.id}`));

    const { id } = anExport.parse(await company().post('/v1/exports', { scope: 'own' }));
    for (const { executionArn, name } of await runsOf(/DataExport/)) if (name === `${id}-1`) await machines.send(new StopExecutionCommand({ executionArn })).catch(() => undefined);
    const resumed = await company().call({ method: 'POST', path: `/v1/exports/${id}/resumption` });
    expect([202, 409]).toContain(resumed.status);
    const done = await until(async () => anExport.parse(await company().get(`/v1/exports/${id}`)), ({ state }) => state === 'finished');
    expect(done.progress.dossiers).toBe((await ownedBy(COMPANY)).length);
  }, 120_000);
});
