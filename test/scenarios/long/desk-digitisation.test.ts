import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';
import { papersOf } from '#test/support/scenario/example-papers';

const confirmed = z.looseObject({ type: z.literal('PapersDigitised'), confirmation: z.object({ key: z.string(), version: z.string(), sha256: z.string() }) });
const kept = z.object({ statement: z.string(), signature: z.string() });
const header = z.object({ alg: z.literal('ES256'), b64: z.literal(false), crit: z.tuple([z.literal('b64')]), x5c: z.array(z.string()).min(1) });

describe('Papers received at the desk become electronic by an officer’s signature', () => {
  let scenario: Scenario;
  let dossier: string;
  let papers: Awaited<ReturnType<typeof papersOf>>;

  beforeAll(async () => {
    scenario = await startScenario({ hasSigners: true });
    ({ id: dossier } = await scenario.handIn('desk-an-hoa', { procedureCode: '1.013225', channel: 'desk' }));
    papers = await papersOf(scenario, 'desk-an-hoa', dossier);
  }, 180_000);
  afterAll(() => scenario.stop());

  const body = (changes: Readonly<Record<string, unknown>> = {}) => ({ confirmsLikeness: true, papers: papers.map(({ id }) => ({ paperId: id, condition: 'certified-copy', sheets: 1, pages: 1, ...changes })) });
  const send = (who: string, order: unknown) => scenario.as(who).call({ method: 'POST', path: `/v1/dossiers/${dossier}/papers/digitisation`, body: order });

  async function fromVault(key: string, version: string): Promise<Buffer> {
    const vault = scenario.cell.describe().resources.find(({ type, name }) => type === 'AWS::S3::Bucket' && name.includes('vault'))?.name;
    const client = new S3Client({ endpoint: scenario.cell.urls.s3, region: scenario.cell.region, credentials: scenario.cell.credentials, forcePathStyle: true });
    const { Body } = await client.send(new GetObjectCommand({ Bucket: vault, Key: key, VersionId: version }));
    client.destroy();
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  }

  it('they are not digitised until somebody answers for them', async () => {
    expect(papers.length).toBeGreaterThan(1);
    expect(papers.map(({ form }) => form)).toEqual(papers.map(() => 'not-digitised'));
  });

  it('no other desk, no citizen and no agency confirms them, and nobody without saying that he compared', async () => {
    expect((await send('desk-binh-minh', body())).status).toBe(404);
    expect((await send('citizen-lan', body())).status).toBe(404);
    expect((await send('desk-an-hoa', { ...body(), confirmsLikeness: false })).status).toBe(400);
    expect((await send('desk-an-hoa', body({ sheets: 2 }))).status).toBe(422);
  });

  it('the officer’s confirmation is kept, signed by his own key over the hashes of the very files', async () => {
    expect((await send('desk-an-hoa', body())).status).toBe(200);
    papers = await papersOf(scenario, 'desk-an-hoa', dossier);
    expect(papers.map(({ form, digitisation }) => ({ form, digitisation }))).toEqual(
      papers.map((_paper, index) => ({ form: 'digitised', digitisation: { condition: 'certified-copy', place: index + 1, sheets: 1, pages: 1, confirmedAt: expect.any(String) } })),
    );
    const event = confirmed.parse((await scenario.events(dossier)).find(({ type }) => type === 'PapersDigitised'));
    const { key, version, sha256 } = event.confirmation;
    const bytes = await fromVault(key, version);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    const { statement, signature } = kept.parse(JSON.parse(bytes.toString('utf8')));
    expect(JSON.parse(statement)).toMatchObject({ dossier, confirmedBy: 'desk-an-hoa', signedBy: 'h99.101.01-desk-an-hoa', scans: papers.map(({ id, sha256: hash }) => ({ paperId: id, sha256: hash })) });
    const [head = '', payload, raw = ''] = signature.split('.');
    expect(payload).toBe('');
    const { x5c } = header.parse(JSON.parse(Buffer.from(head, 'base64url').toString('utf8')));
    const own = new X509Certificate(Buffer.from(x5c[0] ?? '', 'base64'));
    const input = Buffer.concat([Buffer.from(`${head}.`), Buffer.from(statement, 'utf8')]);
    const isSigned = (signed: Buffer) => verify('sha256', signed, { key: createPublicKey(own.publicKey.export({ type: 'spki', format: 'pem' })), dsaEncoding: 'ieee-p1363' }, Buffer.from(raw, 'base64url'));
    expect(isSigned(input)).toBe(true);
    expect(isSigned(Buffer.concat([input, Buffer.from(' ')]))).toBe(false);
    expect(own.subject).toContain('An Hòa');
    expect(own.verify(new X509Certificate(Buffer.from(x5c[1] ?? '', 'base64')).publicKey)).toBe(true);
  });

  it('what is confirmed once is not confirmed again', async () => {
    expect(await send('desk-an-hoa', body())).toMatchObject({ status: 422 });
    expect((await scenario.events(dossier)).filter(({ type }) => type === 'PapersDigitised')).toHaveLength(1);
  });
});
