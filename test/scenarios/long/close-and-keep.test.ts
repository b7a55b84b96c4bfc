import { createHash, randomUUID } from 'node:crypto';
import { DeleteObjectCommand, GetObjectCommand, GetObjectTaggingCommand, HeadObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import yauzl from 'yauzl';
import { z } from 'zod';
import { BIRTH_ANSWERS, signResult } from '#local/api-client/sign-result';
import { papersOf } from '#test/support/scenario/example-papers';
import { shippedProcedure } from '#test/support/scenario/shipped-procedure';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const CODE = '1.900302';
const bundled = z.looseObject({ type: z.literal('DossierBundled'), bundle: z.looseObject({ key: z.string(), version: z.string(), sha256: z.string(), files: z.number(), lockedUntil: z.string(), singlesUntil: z.string(), retentionClass: z.string() }) });
const manifest = z.looseObject({ code: z.string(), files: z.array(z.looseObject({ path: z.string(), sha256: z.string(), slot: z.string() })) });
const address = z.looseObject({ url: z.string(), sha256: z.string() });

async function filesIn(zipped: Buffer): Promise<Map<string, Buffer>> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(zipped, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  const found = new Map<string, Buffer>();
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject).on('end', resolve).on('entry', (entry: yauzl.Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const pieces: Buffer[] = [];
        stream.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
          found.set(entry.fileName, Buffer.concat(pieces));
          zip.readEntry();
        });
      });
    });
    zip.readEntry();
  });
  return found;
}

describe('When a dossier has ended its papers lie in one bundle that stays', () => {
  let scenario: Scenario;
  let s3: S3Client;
  let Bucket: string;
  let dossier: string;

  beforeAll(async () => {
    scenario = await startScenario();
    const { urls, region, credentials } = scenario.cell;
    s3 = new S3Client({ endpoint: urls.s3, region, credentials, forcePathStyle: true });
    Bucket = scenario.cell.describe().resources.find(({ type, name }) => type === 'AWS::S3::Bucket' && name.includes('vault'))?.name ?? '';
    await scenario.as('administrator').post('/v1/procedures', shippedProcedure('1.001612', { code: CODE, retention: { class: 'business', years: 5, confidence: 'unverified' } }));
    ({ id: dossier } = await scenario.accepted('citizen-lan', { procedureCode: CODE }));
    await scenario.as('citizen-lan').post(`/v1/dossiers/${dossier}/withdrawal`, { reason: 'Đổi ý' });
  }, 180_000);
  afterAll(async () => {
    s3.destroy();
    await scenario.stop();
  });

  const bundleOf = async () => {
    await scenario.cell.settled();
    return bundled.parse((await scenario.events(dossier)).find(({ type }) => type === 'DossierBundled')).bundle;
  };
  const fetched = async (Key: string, VersionId: string) => Buffer.from((await (await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }))).Body?.transformToByteArray()) ?? []);
  const readByAddress = async (paperId: string) => {
    const { url } = address.parse(await scenario.as('citizen-lan').get(`/v1/dossiers/${dossier}/papers/${paperId}/content`));
    return Buffer.from(await (await fetch(url)).arrayBuffer());
  };

  it('every accepted paper is in it, byte for byte, behind a manifest', async () => {
    const { key, version, sha256, files, retentionClass } = await bundleOf();
    const bytes = await fetched(key, version);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    expect(retentionClass).toBe('business');
    const found = await filesIn(bytes);
    const told = manifest.parse(JSON.parse((found.get('manifest.json') ?? Buffer.from('{}')).toString('utf8')));
    const papers = await papersOf(scenario, 'citizen-lan', dossier);
    expect(told.files.map(({ slot }) => slot).toSorted()).toEqual(papers.map(({ slot }) => slot).toSorted());
    expect(files).toBe(papers.length);
    for (const { path, sha256: hash } of told.files) expect(createHash('sha256').update(found.get(path) ?? '').digest('hex')).toBe(hash);
  });

  it('it is cheap to keep and cannot be removed before its day', async () => {
    const { key, version, lockedUntil } = await bundleOf();
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: key }))).toMatchObject({ StorageClass: 'GLACIER_IR', ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: new Date(lockedUntil) });
    expect(new Date(lockedUntil).getUTCFullYear() - new Date(scenario.cell.clock.now()).getUTCFullYear()).toBe(5);
    await expect(s3.send(new DeleteObjectCommand({ Bucket, Key: key, VersionId: version }))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('the single files are free to go, and its papers can still be read', async () => {
    const [paper] = await papersOf(scenario, 'citizen-lan', dossier);
    if (paper === undefined) throw new Error('no paper');
    await bundleOf();
    expect((await s3.send(new GetObjectTaggingCommand({ Bucket, Key: `papers/${dossier}/${paper.id}` }))).TagSet).toEqual([{ Key: 'mot-cua:kept-in', Value: 'bundle' }]);
    expect(createHash('sha256').update(await readByAddress(paper.id)).digest('hex')).toBe(paper['sha256']);
  });

  it('after the grace, with the single file gone, it is read out of the bundle', async () => {
    const [paper] = await papersOf(scenario, 'citizen-lan', dossier);
    if (paper === undefined) throw new Error('no paper');
    const { singlesUntil } = await bundleOf();
    const Key = `papers/${dossier}/${paper.id}`;
    const { VersionId } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
    scenario.cell.clock.advance(Date.parse(singlesUntil) + 60_000 - scenario.cell.clock.now());
    expect(createHash('sha256').update(await readByAddress(paper.id)).digest('hex')).toBe(paper['sha256']);
  });
});

const REGISTER_ONLY = '1.900303';
const readings = z.object({ rows: z.array(z.looseObject({ by: z.looseObject({ id: z.string() }), what: z.object({ kind: z.string(), id: z.string() }) })) });

describe('When a dossier with a signed result was handed over, all that was signed stays readable', () => {
  let scenario: Scenario;
  let s3: S3Client;
  let Bucket: string;
  let dossier: string;
  let result: string;
  let receipt: Buffer;
  let certificate: Buffer;
  /** Every version under the dossier's documents, before anything was hidden. */
  let loose: readonly { readonly Key: string; readonly VersionId: string | undefined }[];

  const fetched = async (path: string) => {
    const { url, sha256 } = address.parse(await scenario.as('citizen-lan').get(path));
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    return bytes;
  };
  const receiptPath = () => `/v1/dossiers/${dossier}/forms/receipt/sealed?language=vi`;
  const resultPath = () => `/v1/dossiers/${dossier}/documents/${result}`;

  beforeAll(async () => {
    scenario = await startScenario({ hasSigners: true });
    const { urls, region, credentials } = scenario.cell;
    s3 = new S3Client({ endpoint: urls.s3, region, credentials, forcePathStyle: true });
    Bucket = scenario.cell.describe().resources.find(({ type, name }) => type === 'AWS::S3::Bucket' && name.includes('vault'))?.name ?? '';
    const { stages } = z.looseObject({ stages: z.array(z.unknown()) }).parse(shippedProcedure('3.000722', {}));
    await scenario.as('administrator').post('/v1/procedures', shippedProcedure('3.000722', { code: REGISTER_ONLY, stages: stages.slice(0, 1) }));
    ({ id: dossier } = await scenario.accepted('citizen-lan', { procedureCode: REGISTER_ONLY }));
    await scenario.untilOpen(dossier, 'birth-registration');
    receipt = await fetched(receiptPath());
    const people = { drafter: scenario.as('officer-civil-status'), head: scenario.as('head-an-hoa'), clerk: scenario.as('clerk-an-hoa') };
    const issued = await signResult(people, { dossierId: dossier, stepId: 'birth-registration', signer: 'head-an-hoa', notation: '12/2026/GKS', answers: BIRTH_ANSWERS, key: randomUUID() });
    result = issued.id;
    await scenario.as('officer-civil-status').post(`/v1/dossiers/${dossier}/steps/birth-registration/answer`, { outcome: 'result', documentId: result });
    await scenario.until(dossier, ({ status }) => status === 'settled');
    certificate = await fetched(`${resultPath()}/content`);
    await scenario.as('desk-an-hoa').post(`/v1/dossiers/${dossier}/hand-over`, { method: 'online' });
    await scenario.cell.settled();
    loose = await looseFiles();
  }, 240_000);
  afterAll(async () => {
    s3.destroy();
    await scenario.stop();
  });

  it('the sealed receipt and the issued certificate lie in the bundle beside the papers', async () => {
    const { key, version } = bundled.parse((await scenario.events(dossier)).find(({ type }) => type === 'DossierBundled')).bundle;
    const found = await filesIn(Buffer.from((await (await s3.send(new GetObjectCommand({ Bucket, Key: key, VersionId: version }))).Body?.transformToByteArray()) ?? []));
    const form = [...found.keys()].find((path) => path.startsWith('forms/form-receipt-')) ?? '';
    expect(found.get(form)?.equals(receipt)).toBe(true);
    expect(found.get(`documents/${result}.pdf`)?.equals(certificate)).toBe(true);
    expect([...found.keys()].some((path) => path.startsWith('papers/'))).toBe(true);
  });

  it('hidden behind the bundle, the receipt is still the same file and is not sealed a second time', async () => {
    // What the lifecycle rule does within a day of the mark.
    for (const { Key } of loose) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    expect((await fetched(receiptPath())).equals(receipt)).toBe(true);
    expect((await fetched(`${resultPath()}/content`)).equals(certificate)).toBe(true);
  });

  it('after the grace, with every single file gone, both come out of the bundle byte for byte, and the signatures still hold', async () => {
    const { singlesUntil } = bundled.parse((await scenario.events(dossier)).find(({ type }) => type === 'DossierBundled')).bundle;
    for (const version of loose) await s3.send(new DeleteObjectCommand({ Bucket, ...version }));
    scenario.cell.clock.advance(Date.parse(singlesUntil) + 60_000 - scenario.cell.clock.now());
    expect((await fetched(receiptPath())).equals(receipt)).toBe(true);
    expect((await fetched(`${resultPath()}/content`)).equals(certificate)).toBe(true);
    expect(await scenario.as('head-an-hoa').get(`${resultPath()}/signatures`)).toMatchObject({ outcome: 'valid', signatures: [{ faults: [] }, { faults: [] }] });
  });

  it('the owner sees who asked for the report on its signatures, as he sees who read it', async () => {
    const { rows } = readings.parse(await scenario.as('citizen-lan').get(`/v1/dossiers/${dossier}/readings?limit=50`));
    expect(rows).toContainEqual(expect.objectContaining({ by: expect.objectContaining({ id: 'head-an-hoa' }), what: { kind: 'document-signatures', id: result } }));
    expect(rows).toContainEqual(expect.objectContaining({ by: expect.objectContaining({ id: 'citizen-lan' }), what: { kind: 'document', id: result } }));
  });

  const looseFiles = async () => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: `documents/${dossier}/` }));
    return Promise.all(Contents.map(async ({ Key = '' }) => ({ Key, VersionId: (await s3.send(new HeadObjectCommand({ Bucket, Key }))).VersionId })));
  };
});
