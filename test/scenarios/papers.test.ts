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
