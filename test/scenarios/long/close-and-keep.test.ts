import { createHash } from 'node:crypto';
import { DeleteObjectCommand, GetObjectCommand, GetObjectTaggingCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import yauzl from 'yauzl';
import { z } from 'zod';
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
