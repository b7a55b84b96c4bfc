import { createHash } from 'node:crypto';
import { DeleteObjectCommand, GetObjectTaggingCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import yauzl from 'yauzl';
import { documentVaultKey } from '#domain/documents/vault';
import type { BundledFile, BundlePlan } from '#domain/keeping/bundle-plan';
import { createS3BundleFiles, KEPT_IN_BUNDLE } from '#functions/adapters/s3/s3-bundle-files';
import { createS3Vault } from '#functions/adapters/s3/s3-vault';
import { openS3Fixture, refusalOf, type S3Fixture } from '#test/local/s3/s3-fixture';
import { aDossierId } from '#test/support/builders/dossier-builders';
import { fixedClock } from '#test/support/fakes/fixed-clock';

let fixture: S3Fixture;
beforeAll(async () => {
  fixture = await openS3Fixture();
});
afterAll(() => fixture.stop());

const YEARS = 10 * 365 * 24 * 3600 * 1000;
const vault = () => createS3Vault({ client: fixture.client, bucketName: 'vault', now: fixedClock('2026-11-23T02:00:00.000Z').now });
const bundles = () => createS3BundleFiles({ client: fixture.client, bucketName: 'vault', lock: 'GOVERNANCE' });
const MANIFEST = '{"kind":"dossier-bundle"}';

async function planOf(contents: readonly Buffer[]): Promise<BundlePlan> {
  const dossierId = aDossierId();
  const files = await Promise.all(
    contents.map(async (bytes, index): Promise<BundledFile> => {
      const { key, versionId, sha256, sizeBytes } = await vault().putOnce({ key: `papers/${dossierId}/pp-${String(index)}`, bytes, contentType: 'application/pdf' });
      return { path: `papers/pp-${String(index)}.pdf`, from: { key, versionId }, sha256, sizeBytes, contentType: 'application/pdf', about: { id: `pp-${String(index)}` } };
    }),
  );
  return { key: `bundles/${dossierId}.zip`, files, endedAt: '2026-11-27T03:00:00.000Z', retentionClass: 'usual', lockedUntil: new Date(Date.now() + YEARS).toISOString() };
}

/** What an independent reader finds in the zip. */
async function entriesOf(bytes: Uint8Array): Promise<Record<string, string>> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  const found: Record<string, string> = {};
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject).on('end', resolve).on('entry', (entry: yauzl.Entry) => {
      expect(entry.compressionMethod).toBe(0);
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const hash = createHash('sha256');
        stream.on('data', (piece: Buffer) => hash.update(piece)).on('end', () => {
          found[entry.fileName] = hash.digest('hex');
          zip.readEntry();
        });
      });
    });
    zip.readEntry();
  });
  return found;
}

describe('a bundle', () => {
  it('holds every file byte for byte behind its manifest, also beyond one part of an upload', async () => {
    const plan = await planOf([Buffer.from('%PDF-1.7 một'), Buffer.alloc(9 * 1024 ** 2, 7), Buffer.alloc(0x10000, 1)]);
    const written = await bundles().write(plan, MANIFEST);
    const bytes = (await vault().read(plan.key)) ?? new Uint8Array();
    expect(written).toMatchObject({ key: plan.key, sizeBytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect(await entriesOf(bytes)).toEqual({ 'manifest.json': createHash('sha256').update(MANIFEST).digest('hex'), ...Object.fromEntries(plan.files.map(({ path, sha256 }) => [path, sha256])) });
  });

  it('is written once: a second run finds the first one’s and counts its hash', async () => {
    const plan = await planOf([Buffer.from('a')]);
    const first = await bundles().write(plan, MANIFEST);
    expect(await bundles().write(plan, '{"other":true}')).toEqual(first);
    expect(first.manifest).toBe(MANIFEST);
    const other = await planOf([Buffer.from('b')]);
    const both = await Promise.all([bundles().write(other, MANIFEST), bundles().write(other, MANIFEST)]);
    expect(both[0]).toEqual(both[1]);
  });

  it('cannot be removed before its day, whoever asks, and can be after it', async () => {
    const plan = await planOf([Buffer.from('a')]);
    const { versionId } = await bundles().write(plan, MANIFEST);
    const head = await fixture.client.send(new HeadObjectCommand({ Bucket: 'vault', Key: plan.key }));
    expect(head).toMatchObject({ StorageClass: 'GLACIER_IR', ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: new Date(plan.lockedUntil) });
    const removal = new DeleteObjectCommand({ Bucket: 'vault', Key: plan.key, VersionId: versionId });
    expect(await refusalOf(fixture.client.send(removal))).toBe('AccessDenied');
    fixture.moveClock(YEARS + 1000);
    expect(await refusalOf(removedLater(removal))).toBe('accepted');
    fixture.moveClock(-YEARS - 1000);
  });

  it('with a file whose bytes are not the record’s, or that is not there, is never written', async () => {
    const plan = await planOf([Buffer.from('a'), Buffer.from('b')]);
    const [first, second] = plan.files;
    if (first === undefined || second === undefined) throw new Error('no files');
    const false1 = { ...plan, files: [first, { ...second, sha256: 'f'.repeat(64) }] };
    await expect(bundles().write(false1, MANIFEST)).rejects.toThrow('not those of the record');
    const gone = { ...plan, files: [first, { ...second, from: { ...second.from, key: 'papers/none' } }] };
    await expect(bundles().write(gone, MANIFEST)).rejects.toThrow();
    expect(await vault().read(plan.key)).toBeUndefined();
  });

  it('marks what it holds as free to go, and is not troubled by what is gone', async () => {
    const plan = await planOf([Buffer.from('a')]);
    const [file] = plan.files;
    if (file === undefined) throw new Error('no file');
    await bundles().letGo([file, { ...file, from: { ...file.from, key: 'papers/none' } }]);
    const { TagSet } = await fixture.client.send(new GetObjectTaggingCommand({ Bucket: 'vault', Key: file.from.key, VersionId: file.from.versionId }));
    expect(TagSet).toEqual([KEPT_IN_BUNDLE]);
  });

  it('finds the forms of a dossier that were sealed, and no document of it and no form of another', async () => {
    const dossierId = aDossierId();
    const put = (of: string, documentId: string, revision: number) => vault().putOnce({ key: documentVaultKey({ dossierId: of, documentId, revision }), bytes: Buffer.from(`%PDF-1.7 ${documentId}`), contentType: 'application/pdf' });
    const { versionId: version, sha256, sizeBytes } = await put(dossierId, 'form-receipt-4-vi', 1);
    await put(dossierId, `doc-${'0'.repeat(24)}`, 2);
    await put(aDossierId(), 'form-receipt-4-en', 1);
    expect(await bundles().sealedForms(dossierId)).toEqual([{ id: 'form-receipt-4-vi', version, sha256, sizeBytes }]);
    expect(await bundles().sealedForms(aDossierId())).toEqual([]);
  });

  it('gives one file back by its range, as often as asked', async () => {
    const big = Buffer.alloc(9 * 1024 ** 2, 3);
    const plan = await planOf([Buffer.from('a'), big, Buffer.from('giấy')]);
    const { versionId } = await bundles().write(plan, MANIFEST);
    for (const [index, content] of [[1, big], [2, Buffer.from('giấy')]] as const) {
      const file = plan.files[index];
      if (file === undefined) throw new Error('no file');
      const to = `restored/${plan.key}/${String(index)}`;
      const back = await bundles().extract({ bundle: { key: plan.key, versionId }, file, to });
      expect(back).toMatchObject({ key: to, sha256: file.sha256, sizeBytes: content.byteLength });
      expect(await bundles().extract({ bundle: { key: plan.key, versionId }, file, to })).toEqual(back);
      expect(Buffer.from((await vault().read(to)) ?? []).equals(content)).toBe(true);
    }
    await expect(bundles().extract({ bundle: { key: plan.key, versionId }, file: { path: 'papers/none.pdf', sha256: 'f'.repeat(64), contentType: 'application/pdf' }, to: 'restored/none' })).rejects.toThrow('has no');
  });
});

/** The SDK signs by this machine's clock, and learns the server's from its first refusal. */
async function removedLater(command: DeleteObjectCommand): Promise<unknown> {
  const client = fixture.clientWith({ maxAttempts: 3, systemClockOffset: YEARS + 1000 });
  return client.send(command);
}
