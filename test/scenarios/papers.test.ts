import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { createDraft, papersChecked, uploadPapers } from '#local/api-client/hand-in';
import { madeUpPaper } from '#local/api-client/made-up-paper';
import { aDocx, anEncryptedPdf, aPdf, aPng, aZip, DOCX, EICAR, harmfulPdfs, joined } from '#test/support/builders/paper-files';
import { expectProblem } from '#test/support/scenario/expect-problem';
import { shippedProcedure } from '#test/support/scenario/shipped-procedure';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const BIRTH = { procedureCode: '7.000032', channel: 'online' as const, place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01' };
const SLOT = 'birth-evidence';
const listed = z.object({ papers: z.array(z.looseObject({ id: z.string(), slot: z.string(), sha256: z.string(), check: z.object({ outcome: z.string(), reasons: z.array(z.looseObject({ code: z.string() })) }) })) });
const content = z.object({ url: z.url(), fileName: z.string(), contentType: z.string(), sha256: z.string() });

let scenario: Scenario;
beforeAll(async () => {
  scenario = await startScenario();
  const slot = { slot: SLOT, name: { vi: 'Giấy chứng sinh', en: 'Birth evidence' }, required: true, contentTypes: ['application/pdf', 'image/png', DOCX], maxBytes: 20 * 1024 ** 2 };
  await scenario.as('administrator').post('/v1/procedures', shippedProcedure('3.000722', { code: '7.000032', papers: [slot] }));
}, 120_000);
afterAll(() => scenario.stop());

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const papersOf = async (id: string, who = 'citizen-lan') => listed.parse(await scenario.as(who).get(`/v1/dossiers/${id}/papers`)).papers;
const contentOf = (id: string, paperId: string, who = 'citizen-lan') => scenario.as(who).call({ method: 'GET', path: `/v1/dossiers/${id}/papers/${paperId}/content` });
let drafts = 0;

/** Uploads one file into a slot of a new draft and waits until it was looked into. */
async function handedUp(bytes: Uint8Array<ArrayBuffer>, contentType = 'application/pdf') {
  drafts += 1;
  const key = `papers-${String(drafts)}`;
  const { id } = await createDraft(scenario.as('citizen-lan'), { ...BIRTH, key });
  await uploadPapers(scenario.as('citizen-lan'), id, { papers: [{ slot: SLOT, contentType, bytes }], key });
  await papersChecked(scenario.as('citizen-lan'), id);
  const [paper] = await papersOf(id);
  if (paper === undefined) throw new Error('The paper is not listed');
  return { id, paper };
}

describe('a paper that is no paper', () => {
  const bad: readonly { readonly what: string; readonly bytes: () => Promise<Uint8Array<ArrayBuffer>>; readonly reason: string; readonly contentType?: string }[] = [
    { what: 'the test virus', bytes: async () => joined(await aPdf(), EICAR), reason: 'malware' },
    { what: 'a PDF with an archive behind it', bytes: async () => joined(await aPdf(), await aZip([{ name: 'a.class', bytes: 'x' }])), reason: 'polyglot' },
    { what: 'a PDF with JavaScript', bytes: () => aPdf({ change: harmfulPdfs['JavaScript when it is opened'] }), reason: 'pdf-javascript' },
    { what: 'a picture renamed to .pdf', bytes: async () => aPng(), reason: 'type-differs' },
    { what: 'a PDF with a password', bytes: anEncryptedPdf, reason: 'pdf-encrypted' },
    { what: 'a document with macros', bytes: () => aDocx([{ name: 'word/vbaProject.bin', bytes: 'x' }]), reason: 'macros', contentType: DOCX },
  ];

  it.each(bad)('$what is refused with its reason, holds the hand-in up, and is read by nobody', async ({ bytes, reason, contentType }) => {
    const { id, paper } = await handedUp(await bytes(), contentType);
    expect(paper.check).toMatchObject({ outcome: 'refused', reasons: expect.arrayContaining([{ code: reason, says: { vi: expect.any(String), en: expect.any(String) } }]) });
    expectProblem(await contentOf(id, paper.id), { status: 422, code: 'paper-refused', language: 'vi' });
    expectProblem(await scenario.as('citizen-lan').call({ method: 'POST', path: `/v1/dossiers/${id}/submission` }), { status: 422, code: 'paper-refused', language: 'vi' });
  });
});

const granted = z.object({ papers: z.array(z.object({ paperId: z.string(), upload: z.object({ url: z.string(), fields: z.record(z.string(), z.string()) }) })).length(1) });

/** Asks for a grant and sends other bytes than were announced. */
async function uploadedOtherwise(announced: Uint8Array, sent: Uint8Array<ArrayBuffer>) {
  drafts += 1;
  const key = `papers-${String(drafts)}`;
  const { id } = await createDraft(scenario.as('citizen-lan'), { ...BIRTH, key });
  const paper = { slot: SLOT, fileName: 'a.pdf', contentType: 'application/pdf', sizeBytes: announced.byteLength, sha256: sha256Of(announced) };
  const { papers: [grant] } = granted.parse(await scenario.as('citizen-lan').post(`/v1/dossiers/${id}/papers`, { papers: [paper] }));
  const form = new FormData();
  for (const [name, value] of Object.entries(grant?.upload.fields ?? {})) form.append(name, value);
  form.append('file', new Blob([sent]));
  const { status } = await fetch(grant?.upload.url ?? '', { method: 'POST', body: form });
  return { id, status };
}

describe('bytes that are not the ones announced', () => {
  it.each([
    ['another hash', madeUpPaper('a', 2000), madeUpPaper('b', 2000)],
    ['more bytes', madeUpPaper('a', 2000), madeUpPaper('a', 3000)],
  ])('of %s are not even taken, and the paper stays awaited', async (_what, announced, sent) => {
    const { id, status } = await uploadedOtherwise(announced, sent);
    expect(status).toBe(400);
    expect(await papersOf(id)).toMatchObject([{ check: { outcome: 'awaited' } }]);
    expectProblem(await scenario.as('citizen-lan').call({ method: 'POST', path: `/v1/dossiers/${id}/submission` }), { status: 422, code: 'paper-not-uploaded', language: 'vi' });
  });

  it('a file larger than the slot takes is not even granted', async () => {
    const { id } = await createDraft(scenario.as('citizen-lan'), { ...BIRTH, key: 'papers-oversize' });
    const paper = { slot: SLOT, fileName: 'a.pdf', contentType: 'application/pdf', sizeBytes: 20 * 1024 ** 2 + 1, sha256: 'a'.repeat(64) };
    expectProblem(await scenario.as('citizen-lan').call({ method: 'POST', path: `/v1/dossiers/${id}/papers`, body: { papers: [paper] }, idempotencyKey: 'papers-oversize-1' }), { status: 422, code: 'paper-not-acceptable', language: 'vi' });
  });
});

describe('a good paper', () => {
  const bytes = madeUpPaper('good', 5000);
  const fileName = 'Giấy chứng sinh – Nguyễn Thị Ánh.pdf';
  let id = '';
  let paperId = '';

  beforeAll(async () => {
    id = (await createDraft(scenario.as('citizen-lan'), { ...BIRTH, key: 'papers-good' })).id;
    await uploadPapers(scenario.as('citizen-lan'), id, { papers: [{ slot: SLOT, contentType: 'application/pdf', bytes, fileName }], key: 'papers-good' });
    await papersChecked(scenario.as('citizen-lan'), id);
    paperId = (await papersOf(id))[0]?.id ?? '';
    await scenario.as('citizen-lan').post(`/v1/dossiers/${id}/submission`, undefined);
  });

  it('is read back byte for byte under its Vietnamese name, by its owner and by the desk', async () => {
    for (const who of ['citizen-lan', 'desk-an-hoa']) {
      const { url, ...about } = content.parse((await contentOf(id, paperId, who)).body);
      expect(about).toEqual({ fileName, contentType: 'application/pdf', sha256: sha256Of(bytes) });
      const fetched = await fetch(url);
      expect(Buffer.from(await fetched.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
      expect(decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(fetched.headers.get('content-disposition') ?? '')?.[1] ?? '')).toBe(fileName);
    }
  });

  it('is given to nobody else, and its owner sees who was given it', async () => {
    expectProblem(await contentOf(id, paperId, 'citizen-minh'), { status: 404, code: 'dossier-not-found', language: 'vi' });
    expectProblem(await contentOf(id, paperId, 'auditor'), { status: 403, code: 'not-allowed', language: 'vi' });
    expectProblem(await contentOf(id, 'pp-none'), { status: 404, code: 'paper-not-found', language: 'vi' });
    const { rows } = await scenario.as('citizen-lan').get(`/v1/dossiers/${id}/readings`);
    const what = { kind: 'paper', id: paperId };
    expect(rows).toMatchObject([{ by: { kind: 'officer', agency: 'H99.101.01' }, what }, { by: { kind: 'citizen' }, what }]);
    expectProblem(await scenario.as('desk-an-hoa').call({ method: 'GET', path: `/v1/dossiers/${id}/readings` }), { status: 403, code: 'not-allowed', language: 'vi' });
  });
});

it('a refused paper is replaced by another of its slot; then the dossier is handed in, and the desk accepts', async () => {
  const lan = scenario.as('citizen-lan');
  const { id } = await createDraft(lan, { ...BIRTH, key: 'papers-replaced' });
  const harmful = await aPdf({ change: harmfulPdfs['a file within it'] });
  await uploadPapers(lan, id, { papers: [{ slot: SLOT, contentType: 'application/pdf', bytes: harmful }], key: 'papers-replaced' });
  await papersChecked(lan, id);
  const submit = () => lan.call({ method: 'POST', path: `/v1/dossiers/${id}/submission` });
  const { fields } = expectProblem(await submit(), { status: 422, code: 'paper-refused', language: 'vi' });
  expect(fields).toMatchObject([{ problem: 'pdf-attachment' }]);
  await uploadPapers(lan, id, { papers: [{ slot: SLOT, contentType: 'application/pdf', bytes: madeUpPaper('new', 2000), fileName: 'scan-2.pdf' }], key: 'papers-replaced-again' });
  await papersChecked(lan, id);
  expect((await submit()).body).toMatchObject({ status: 'submitted', papers: expect.arrayContaining([expect.objectContaining({ check: expect.objectContaining({ outcome: 'accepted' }) })]) });
  expect(await scenario.as('desk-an-hoa').post(`/v1/dossiers/${id}/acceptance`, undefined)).toMatchObject({ status: 'accepted' });
  expect((await papersOf(id)).map(({ check }) => check.outcome).toSorted()).toEqual(['accepted', 'refused']);
});
