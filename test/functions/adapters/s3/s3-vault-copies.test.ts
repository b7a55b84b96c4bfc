import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createS3Vault } from '#functions/adapters/s3/s3-vault';
import { createS3VaultCopies } from '#functions/adapters/s3/s3-vault-copies';
import { openS3Fixture, type S3Fixture } from '#test/local/s3/s3-fixture';
import { fixedClock } from '#test/support/fakes/fixed-clock';

let fixture: S3Fixture;
beforeAll(async () => {
  fixture = await openS3Fixture();
});
afterAll(() => fixture.stop());

const place = () => ({ client: fixture.client, bucketName: 'vault' });
const vault = () => createS3Vault({ ...place(), now: fixedClock('2026-11-23T02:00:00.000Z').now });

it('a paper used again lies in its new dossier byte for byte, and copied twice it is there once', async () => {
  const first = await vault().putOnce({ key: 'papers/ds-1/pp-1', bytes: new Uint8Array([1, 2, 3]), contentType: 'image/png' });
  const copied = await createS3VaultCopies(place()).copyOnce(first, 'papers/ds-2/pp-9');
  expect(copied).toMatchObject({ key: 'papers/ds-2/pp-9', sha256: first.sha256, sizeBytes: 3 });
  expect(await createS3VaultCopies(place()).copyOnce(first, 'papers/ds-2/pp-9')).toEqual(copied);
  expect(Buffer.from((await vault().read('papers/ds-2/pp-9')) ?? [])).toEqual(Buffer.from([1, 2, 3]));
});

it('of a paper that is not there any more there is no copy', async () => {
  const { versionId } = await vault().putOnce({ key: 'papers/ds-1/pp-2', bytes: new Uint8Array([1]), contentType: 'image/png' });
  expect(await createS3VaultCopies(place()).copyOnce({ key: 'papers/ds-1/pp-gone', versionId }, 'papers/ds-2/pp-8')).toBeUndefined();
});
