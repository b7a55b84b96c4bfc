import { createHash } from 'node:crypto';
import { CopyObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { text } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import type { ScanBundle } from '#domain/documents/scan-bundle';
import { createS3PaperIntake } from '#functions/adapters/s3/s3-paper-intake';
import { openS3Fixture, refusalOf, type S3Fixture } from '#test/local/s3/s3-fixture';
import { aDossierId } from '#test/support/builders/dossier-builders';
import { aPaper } from '#test/support/builders/part-builders';

let fixture: S3Fixture;
beforeAll(async () => {
  fixture = await openS3Fixture();
});
afterAll(() => fixture.stop());

const intake = () => createS3PaperIntake({ client: fixture.client, quarantineBucketName: 'papers', vaultBucketName: 'vault' });
const sha256Of = (words: string) => createHash('sha256').update(words).digest('hex');

async function uploaded(words: string, dossierId = aDossierId()) {
  const { VersionId = '' } = await fixture.client.send(new PutObjectCommand({ Bucket: 'papers', Key: `quarantine/${dossierId}/pp-1`, Body: words, ContentType: 'application/pdf', ChecksumAlgorithm: 'SHA256' }));
  return { dossierId, paperId: 'pp-1', objectVersion: VersionId };
}

const kept = async (dossierId: string, VersionId: string) =>
  (await fixture.client.send(new GetObjectCommand({ Bucket: 'vault', Key: `papers/${dossierId}/pp-1`, VersionId }))).Body?.transformToString();

it('keeps the very version that was looked into, whatever was uploaded after it', async () => {
  const first = await uploaded('first');
  await uploaded('second', first.dossierId);
  expect(await (await fetch(await intake().addressOf(first))).text()).toBe('first');
  const version = await intake().keep(first, { contentType: 'application/pdf', sha256: sha256Of('first') });
  expect(await kept(first.dossierId, version)).toBe('first');
});

it('asked again it gives the same version, and never other bytes', async () => {
  const paper = await uploaded('once');
  const as = { contentType: 'application/pdf', sha256: sha256Of('once') };
  expect(await intake().keep(paper, as)).toBe(await intake().keep(paper, as));
  const other = await uploaded('other', paper.dossierId);
  await expect(intake().keep(other, { ...as, sha256: sha256Of('other') })).rejects.toThrow('other bytes');
});

it('clears exactly the version that was kept, once and again, and leaves what was uploaded after it', async () => {
  const first = await uploaded('first');
  const second = await uploaded('second', first.dossierId);
  const version = await intake().keep(first, { contentType: 'application/pdf', sha256: sha256Of('first') });
  await intake().clear([first]);
  await intake().clear([first]);
  expect([(await fetch(await intake().addressOf(first))).status, await (await fetch(await intake().addressOf(second))).text()]).toEqual([404, 'second']);
  expect(await kept(first.dossierId, version)).toBe('first');
});

it('has the same bytes scanned again as a new object', async () => {
  const paper = await uploaded('again');
  const before = fixture.events.length;
  await intake().scanAgain(paper);
  await intake().scanAgain({ dossierId: aDossierId(), paperId: 'pp-none' });
  expect(fixture.events.slice(before)).toMatchObject([{ bucket: 'papers', key: `quarantine/${paper.dossierId}/pp-1`, eventName: 'ObjectCreated:Copy' }]);
});

const LATER = '2026-11-23T02:05:00.000Z';

/** Papers of one dossier that wait for their scan, as the record has them. */
async function waiting(dossierId: string, ...texts: readonly string[]): Promise<ScanBundle> {
  const papers = await Promise.all(
    texts.map(async (words, index) => {
      const id = `pp-${String(index)}`;
      const { VersionId: objectVersion = '' } = await fixture.client.send(new PutObjectCommand({ Bucket: 'papers', Key: `waiting/${dossierId}/${id}`, Body: words, ContentType: 'application/pdf', ChecksumAlgorithm: 'SHA256' }));
      return { ...aPaper({ id, scan: 'bundle', state: 'received', sha256: sha256Of(words), sizeBytes: Buffer.byteLength(words) }), receivedAt: LATER, objectVersion };
    }),
  );
  return { dossierId, name: sha256Of(texts.join()), receivedAt: LATER, papers };
}

const createdSince = (before: number) => fixture.events.slice(before).map(({ key }) => key);

it('lays the papers of a hand-in down as one archive of exactly those bytes, and once however often it is asked', async () => {
  const bundle = await waiting(aDossierId(), 'một', 'hai');
  const before = fixture.events.length;
  await intake().layBundle(bundle);
  await intake().layBundle(bundle);
  const Key = `quarantine/bundles/${bundle.dossierId}/${bundle.name}.zip`;
  expect(createdSince(before)).toEqual([Key]);
  const { Body } = await fixture.client.send(new GetObjectCommand({ Bucket: 'papers', Key }));
  const archive = await fromBufferPromise(Buffer.from((await Body?.transformToByteArray()) ?? []));
  const files = new Map<string, string>();
  for await (const entry of archive.eachEntry()) files.set(entry.fileName, await text(await archive.openReadStreamPromise(entry)));
  expect([...files].slice(1)).toEqual([['papers/pp-0', 'một'], ['papers/pp-1', 'hai']]);
});

it('lays nothing down when a paper is not the one of the record', async () => {
  const bundle = await waiting(aDossierId(), 'một', 'hai');
  const before = fixture.events.length;
  const [first, ...others] = bundle.papers;
  if (first === undefined) throw new Error('no paper');
  await expect(intake().layBundle({ ...bundle, papers: [{ ...first, sha256: 'f'.repeat(64) }, ...others] })).rejects.toThrow('not those of the record');
  expect(createdSince(before)).toEqual([]);
});

it('has a paper of a bundle scanned by itself, once, and keeps the very version that waited', async () => {
  const { dossierId, papers } = await waiting(aDossierId(), 'một');
  const [paper] = papers;
  if (paper === undefined) throw new Error('no paper');
  const place = { dossierId, paperId: paper.id, scan: paper.scan, objectVersion: paper.objectVersion };
  const before = fixture.events.length;
  await intake().scanSingly(place);
  await intake().scanSingly(place);
  expect(createdSince(before)).toEqual([`quarantine/${dossierId}/pp-0`]);
  expect(await (await fetch(await intake().addressOf(place))).text()).toBe('một');
});

it('has a paper whose bundle came to nothing scanned by itself when it is scanned again', async () => {
  const { dossierId } = await waiting(aDossierId(), 'một');
  const before = fixture.events.length;
  await intake().scanAgain({ dossierId, paperId: 'pp-0' });
  expect(createdSince(before)).toEqual([`quarantine/${dossierId}/pp-0`]);
});

it('the vault refuses a copy that does not ask for a new key', async () => {
  const paper = await uploaded('bare');
  const bare = new CopyObjectCommand({ Bucket: 'vault', Key: `papers/${paper.dossierId}/pp-2`, CopySource: `papers/quarantine/${paper.dossierId}/pp-1` });
  expect(await refusalOf(fixture.client.send(bare))).toBe('AccessDenied');
});
