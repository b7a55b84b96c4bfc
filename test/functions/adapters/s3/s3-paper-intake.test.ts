import { createHash } from 'node:crypto';
import { CopyObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createS3PaperIntake } from '#functions/adapters/s3/s3-paper-intake';
import { openS3Fixture, refusalOf, type S3Fixture } from '#test/local/s3/s3-fixture';
import { aDossierId } from '#test/support/builders/dossier-builders';

let fixture: S3Fixture;
beforeAll(async () => {
  fixture = await openS3Fixture();
});
afterAll(() => fixture.stop());

const intake = () => createS3PaperIntake({ client: fixture.client, quarantineBucketName: 'papers', vaultBucketName: 'vault' });
const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex');

async function uploaded(text: string, dossierId = aDossierId()) {
  const { VersionId = '' } = await fixture.client.send(new PutObjectCommand({ Bucket: 'papers', Key: `quarantine/${dossierId}/pp-1`, Body: text, ContentType: 'application/pdf', ChecksumAlgorithm: 'SHA256' }));
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

it('has the same bytes scanned again as a new object', async () => {
  const paper = await uploaded('again');
  const before = fixture.events.length;
  await intake().scanAgain(paper);
  await intake().scanAgain({ dossierId: aDossierId(), paperId: 'pp-none' });
  expect(fixture.events.slice(before)).toMatchObject([{ bucket: 'papers', key: `quarantine/${paper.dossierId}/pp-1`, eventName: 'ObjectCreated:Copy' }]);
});

it('the vault refuses a copy that does not ask for a new key', async () => {
  const paper = await uploaded('bare');
  const bare = new CopyObjectCommand({ Bucket: 'vault', Key: `papers/${paper.dossierId}/pp-2`, CopySource: `papers/quarantine/${paper.dossierId}/pp-1` });
  expect(await refusalOf(fixture.client.send(bare))).toBe('AccessDenied');
});
