import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createDraft, papersChecked } from '#local/api-client/hand-in';
import { madeUpScan } from '#local/api-client/made-up-scan';
import { cutOf, partsUpload, sendParts, type PartsUpload } from '#local/api-client/send-in-parts';
import { expectProblem } from '#test/support/scenario/expect-problem';
import { shippedProcedure } from '#test/support/scenario/shipped-procedure';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const CODE = '7.000042';
const DRAFT = { procedureCode: CODE, channel: 'online' as const, place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01' };
const SLOT = 'land-map';
const MEBIBYTE = 1024 ** 2;
const granted = z.object({ papers: z.array(z.object({ paperId: z.string(), upload: partsUpload })).length(1) });
const content = z.object({ url: z.url(), sha256: z.string() });
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('A large scan', () => {
  let scenario: Scenario;
  let scan: Uint8Array<ArrayBuffer>;
  let drafts = 0;

  beforeAll(async () => {
    scenario = await startScenario();
    const slot = { slot: SLOT, name: { vi: 'Bản đồ địa chính', en: 'Land map' }, required: true, maxBytes: 20 * MEBIBYTE };
    await scenario.as('administrator').post('/v1/procedures', shippedProcedure('3.000722', { code: CODE, papers: [slot] }));
    scan = await madeUpScan(12 * MEBIBYTE);
  }, 180_000);
  afterAll(() => scenario.stop());

  const lan = () => scenario.as('citizen-lan');
  const ask = (id: string, bytes: Uint8Array, more: Readonly<Record<string, unknown>> = {}) => {
    const paper = { slot: SLOT, fileName: 'ban-do.pdf', contentType: 'application/pdf', sizeBytes: bytes.byteLength, sha256: sha256Of(bytes), inParts: cutOf(bytes), ...more };
    return lan().call({ method: 'POST', path: `/v1/dossiers/${id}/papers`, body: { papers: [paper] } });
  };
  const draft = async () => {
    drafts += 1;
    return (await createDraft(lan(), { ...DRAFT, key: `scan-${String(drafts)}` })).id;
  };
  const begun = async () => {
    const id = await draft();
    const [paper] = granted.parse((await ask(id, scan)).body).papers;
    if (paper === undefined) throw new Error('Nothing was granted');
    return { id, ...paper };
  };
  const complete = (id: string, paperId: string, body: unknown, who = 'citizen-lan') => scenario.as(who).call({ method: 'POST', path: `/v1/dossiers/${id}/papers/${paperId}/completion`, body });
  const readContent = (id: string, paperId: string) => lan().call({ method: 'GET', path: `/v1/dossiers/${id}/papers/${paperId}/content` });
  const put = (upload: PartsUpload, index: number, bytes: Uint8Array<ArrayBuffer>) => fetch(upload.parts[index]?.url ?? '', { method: 'PUT', body: bytes });

  it('comes in parts, is completed, looked into as one paper, handed in, and read back byte for byte', async () => {
    const { id, paperId, upload } = await begun();
    expect(upload.parts.map(({ sizeBytes }) => sizeBytes)).toEqual([5 * MEBIBYTE, 5 * MEBIBYTE, scan.byteLength - 10 * MEBIBYTE]);
    const sent = await sendParts(upload, scan);
    const first = await complete(id, paperId, sent);
    expect(first).toMatchObject({ status: 200, body: { dossierId: id, paperId, sizeBytes: scan.byteLength, sha256: sha256Of(scan) } });
    expect((await complete(id, paperId, sent)).body).toEqual(first.body);
    await papersChecked(lan(), id);
    await lan().post(`/v1/dossiers/${id}/submission`, undefined);
    expect((await complete(id, paperId, sent)).body).toEqual(first.body);
    const { url, sha256 } = content.parse((await readContent(id, paperId)).body);
    expect(sha256).toBe(sha256Of(scan));
    expect(sha256Of(new Uint8Array(await (await fetch(url)).arrayBuffer()))).toBe(sha256);
  }, 120_000);

  it('with one wrong part is refused at that part, and whole once the right one came', async () => {
    const { id, paperId, upload } = await begun();
    expect((await put(upload, 1, new Uint8Array(randomBytes(5 * MEBIBYTE)))).status).toBe(400);
    const right = await Promise.all([0, 2].map(async (index) => ({ partNumber: index + 1, etag: (await put(upload, index, scan.slice(index * 5 * MEBIBYTE, (index + 1) * 5 * MEBIBYTE))).headers.get('etag') ?? '' })));
    const body = { uploadId: upload.uploadId, parts: [...right, { partNumber: 2, etag: '"9b2cf535f27731c974343645a3985328"' }] };
    expectProblem(await complete(id, paperId, body), { status: 422, code: 'paper-parts-missing', language: 'vi' });
    expectProblem(await complete(id, paperId, { ...body, parts: right }), { status: 422, code: 'paper-size-differs', language: 'vi' });
    expect(await complete(id, paperId, await sendParts(upload, scan))).toMatchObject({ status: 200 });
  }, 120_000);

  it('is completed by nobody but its applicant', async () => {
    const { id, paperId, upload } = await begun();
    const sent = await sendParts(upload, scan);
    expectProblem(await complete(id, paperId, sent, 'citizen-minh'), { status: 404, code: 'dossier-not-found', language: 'vi' });
    const other = await begun();
    expectProblem(await complete(other.id, other.paperId, sent), { status: 422, code: 'paper-upload-ended', language: 'vi' });
  }, 120_000);

  it('that was abandoned is not there at the hand-in, and nobody can read it', async () => {
    const { id, paperId, upload } = await begun();
    await sendParts(upload, scan);
    await scenario.cell.settled();
    expectProblem(await readContent(id, paperId), { status: 422, code: 'paper-being-checked', language: 'vi' });
    expectProblem(await lan().call({ method: 'POST', path: `/v1/dossiers/${id}/submission` }), { status: 422, code: 'paper-not-uploaded', language: 'vi' });
    const address = new URL(upload.parts[0]?.url ?? '');
    expect((await fetch(`${address.origin}${address.pathname}`)).status).toBe(403);
    expect((await fetch(address)).status).toBe(403);
  }, 120_000);

  it('too large for its slot, or not cut, is not granted', async () => {
    const id = await draft();
    expectProblem(await ask(id, scan, { sizeBytes: 20 * MEBIBYTE + 1 }), { status: 422, code: 'paper-not-acceptable', language: 'vi' });
    expect(await ask(id, scan, { sizeBytes: 20 * MEBIBYTE + 1 })).toMatchObject({ body: { fields: [{ pointer: '/papers/0/sizeBytes' }] } });
    expect(await ask(id, scan, { inParts: undefined })).toMatchObject({ status: 422, body: { fields: [{ pointer: '/papers/0/inParts' }] } });
  });
});
