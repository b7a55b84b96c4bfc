import { generateKeyPairSync, randomUUID, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { signatureReport } from '#domain/documents/signature-report';
import { createPadesSigner } from '#functions/adapters/pades/pades-signer';
import { createHttpTimestampAuthority } from '#functions/adapters/timestamps/http-timestamp-authority';
import { createDraft, papersChecked, uploadPapers } from '#local/api-client/hand-in';
import { BIRTH_ANSWERS, signResult } from '#local/api-client/sign-result';
import { signDigest } from '#local/kms/sign-digest';
import { aCast, type Cast } from '#test/support/builders/signature-cast';
import { replaced } from '#test/support/builders/signed-pdf-builders';
import { shippedProcedure } from '#test/support/scenario/shipped-procedure';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';
import { samplePdf, tinos } from '#test/support/signing/sample-pdf';

describe('Anybody with a PDF asks whether its signatures hold', () => {
  let scenario: Scenario;
  let cast: Cast;
  beforeAll(async () => {
    scenario = await startScenario();
    cast = await aCast();
  }, 240_000);
  afterAll(() => scenario.stop());

  const reportOn = async (pdf: Uint8Array) => signatureReport.parse(await scenario.as(undefined).post('/v1/signature-reports', { pdf: Buffer.from(pdf).toString('base64') }));

  it('is told of a plain document that it is not signed', async () => {
    await expect(reportOn(await samplePdf())).resolves.toMatchObject({ outcome: 'unsigned', signatures: [] });
  });

  it('is told of a document that an office of the province signed who signed it, when, and that it holds', async () => {
    const report = await reportOn(await signedByOffice(scenario));
    expect(report).toMatchObject({ outcome: 'valid', signatures: [{ signer: 'Nguyễn Văn Ánh', level: 'B-T', provenAt: expect.any(String), faults: [] }] });
  });

  it('is told of a document signed under an authority this office does not know that it does not hold, since nobody proves who signed', async () => {
    const report = await reportOn(cast.original);
    expect(report).toMatchObject({ outcome: 'invalid', signatures: [{ signer: 'Nguyễn Thị Ánh', faults: [{ code: 'chain-untrusted', etsi: 'INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND' }] }] });
  });

  it('is told of an altered document that it was altered', async () => {
    const report = await reportOn(replaced(cast.original, '/Reason (Phe duyet)', '/Reason (Tu  choi )'));
    expect(report.outcome).toBe('invalid');
    expect(report.signatures[0]?.faults.map(({ code }) => code)).toContain('bytes-changed');
  });

  it('may send four megabytes, and is told what to mend when he sends something else', async () => {
    await expect(reportOn(Buffer.alloc(4 * 1000 * 1000, 'x'))).resolves.toMatchObject({ outcome: 'undetermined' });
    const { status } = await scenario.as(undefined).call({ method: 'POST', path: '/v1/signature-reports', body: { pdf: 'không phải base64' } });
    expect(status).toBe(400);
    const larger = await scenario.as(undefined).call({ method: 'POST', path: '/v1/signature-reports', body: { pdf: Buffer.alloc(4_300_000, 'x').toString('base64') } });
    expect(larger).toMatchObject({ status: 413, body: { type: expect.stringContaining('/pdf-too-large'), mend: { en: expect.stringContaining('/papers/{paperId}/signatures') } } });
  });
});

const papers = z.object({ papers: z.array(z.object({ id: z.string(), signatures: z.string() })).length(1) });

describe('A signed paper that was handed in', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario();
    const slot = { slot: 'birth-evidence', name: { vi: 'Giấy chứng sinh', en: 'Birth evidence' }, required: true, contentTypes: ['application/pdf'], maxBytes: 20 * 1024 ** 2 };
    await scenario.as('administrator').post('/v1/procedures', shippedProcedure('3.000722', { code: '7.000038', papers: [slot] }));
  }, 240_000);
  afterAll(() => scenario.stop());

  const reportOnPaper = async (pdf: Uint8Array) => {
    const citizen = scenario.as('citizen-lan');
    const key = randomUUID();
    const { id } = await createDraft(citizen, { procedureCode: '7.000038', channel: 'online', place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01', key });
    await uploadPapers(citizen, id, { papers: [{ slot: 'birth-evidence', contentType: 'application/pdf', bytes: Uint8Array.from(pdf) }], key });
    await papersChecked(citizen, id);
    const [paper] = papers.parse(await citizen.get(`/v1/dossiers/${id}/papers`)).papers;
    const path = `/v1/dossiers/${id}/papers/${paper?.id ?? 'none'}/signatures`;
    expect((await scenario.as('citizen-minh').call({ method: 'GET', path })).status).toBe(404);
    const report = signatureReport.parse(await citizen.get(path));
    // The list of papers says it too, without a click.
    expect(paper?.signatures).toBe(report.outcome);
    return report;
  };

  it('is told to hold when an office signed it', async () => {
    await expect(reportOnPaper(await signedByOffice(scenario))).resolves.toMatchObject({ outcome: 'valid', signatures: [{ signer: 'Nguyễn Văn Ánh', faults: [] }] });
  });

  it('is told not to hold when it was altered on its way', async () => {
    const { original } = await aCast();
    const report = await reportOnPaper(replaced(original, '/Reason (Phe duyet)', '/Reason (Tu  choi )'));
    expect(report.signatures[0]?.faults.map(({ code }) => code)).toContain('bytes-changed');
  });
});

describe('A result that an agency issued', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ hasSigners: true });
  }, 240_000);
  afterAll(() => scenario.stop());

  it('is told to its applicant to be signed by the head and sealed by the agency, both at a proven time', async () => {
    const { id } = await scenario.accepted('citizen-lan', { procedureCode: '3.000722' });
    await scenario.untilOpen(id, 'birth-registration');
    const people = { drafter: scenario.as('officer-civil-status'), head: scenario.as('head-an-hoa'), clerk: scenario.as('clerk-an-hoa') };
    const issued = await signResult(people, { dossierId: id, stepId: 'birth-registration', signer: 'head-an-hoa', notation: '12/2026/GKS', answers: BIRTH_ANSWERS, key: randomUUID() });
    const report = signatureReport.parse(await scenario.as('citizen-lan').get(`/v1/dossiers/${id}/documents/${issued.id}/signatures`));
    expect(report).toMatchObject({ outcome: 'valid', signatures: [{ level: 'B-T', faults: [] }, { level: 'B-T', faults: [] }] });
    const stranger = await scenario.as('citizen-minh').call({ method: 'GET', path: `/v1/dossiers/${id}/documents/${issued.id}/signatures` });
    expect(stranger.status).toBe(404);
  });
});

/** By a key of its own under the province's development authority, with a timestamp of its authority. */
async function signedByOffice({ authority, tsaUrl, cell }: Scenario): Promise<Uint8Array> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1', privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'der' } });
  const certificates = await authority.issue({ subject: { commonName: 'Nguyễn Văn Ánh' }, publicKey, purpose: 'document' });
  const own = new X509Certificate(certificates[0]);
  const signer = createPadesSigner({ key: async (_, digest) => signDigest({ spec: 'ECC_NIST_P256', privateKey }, Buffer.from(digest)), font: tinos(), timestamps: createHttpTimestampAuthority({ url: tsaUrl }) });
  const identity = { id: 'head', capacity: 'officer', agency: 'H99.101', displayName: 'Nguyễn Văn Ánh', keyId: 'here', algorithm: 'ecdsa-p256-sha256', certificates: [...certificates], validFrom: own.validFromDate.toISOString(), validUntil: own.validToDate.toISOString() } as const;
  return (await signer.sign({ pdf: await samplePdf(), identity, signedAt: new Date(cell.clock.now()).toISOString(), fieldName: 'officer-1', reason: 'Ký duyệt' })).pdf;
}
