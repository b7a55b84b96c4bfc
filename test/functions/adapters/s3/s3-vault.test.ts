import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SavedAs } from '#domain/documents/vault';
import { attachmentNamed } from '#functions/adapters/s3/content-disposition';
import { createS3Vault } from '#functions/adapters/s3/s3-vault';
import { openS3Fixture, refusalOf, type S3Fixture } from '#test/local/s3/s3-fixture';
import { vaultContract } from '#test/support/contracts/vault.contract';
import { fixedClock } from '#test/support/fakes/fixed-clock';
import { InMemoryVault } from '#test/support/fakes/in-memory-vault';

let fixture: S3Fixture;
beforeAll(async () => {
  fixture = await openS3Fixture();
});
afterAll(() => fixture.stop());

const { now } = fixedClock('2026-11-23T02:00:00.000Z');
const fake = new InMemoryVault(now);
vaultContract('The fake', () => ({ vault: fake, fetch: async (url) => fake.fetch(url) }));

const vault = () => createS3Vault({ client: fixture.client, bucketName: 'vault', now });

async function browse(url: string): Promise<{ bytes: Uint8Array; savedAs: SavedAs } | undefined> {
  const response = await fetch(url);
  if (!response.ok) return undefined;
  const named = /filename\*=UTF-8''(.*)$/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '';
  return { bytes: new Uint8Array(await response.arrayBuffer()), savedAs: { fileName: decodeURIComponent(named), contentType: response.headers.get('content-type') ?? '' } };
}
vaultContract('S3', () => ({ vault: vault(), fetch: browse }));

describe('an address of the vault', () => {
  it('is of no use after five minutes, and never shows the file in the browser', async () => {
    const object = await vault().putOnce({ key: 'papers/ds-1/pp-address', bytes: new Uint8Array([1]), contentType: 'text/html' });
    const { url } = await vault().addressOf(object, { fileName: 'x.html', contentType: 'application/octet-stream' });
    const response = await fetch(url);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    fixture.moveClock(5 * 60 * 1000 + 1000);
    expect((await fetch(url)).status).toBe(403);
  });

  it('is for one object: with another key it is turned away', async () => {
    const object = await vault().putOnce({ key: 'papers/ds-1/pp-mine', bytes: new Uint8Array([1]), contentType: 'image/png' });
    await vault().putOnce({ key: 'papers/ds-1/pp-other', bytes: new Uint8Array([2]), contentType: 'image/png' });
    const { url } = await vault().addressOf(object, { fileName: 'a.png', contentType: 'image/png' });
    expect((await fetch(url.replace('pp-mine', 'pp-other'))).status).toBe(403);
  });
});

it('the bucket itself refuses to be written over', async () => {
  await vault().putOnce({ key: 'papers/ds-1/pp-once', bytes: new Uint8Array([1]), contentType: 'image/png' });
  expect(await refusalOf(fixture.client.send(new PutObjectCommand({ Bucket: 'vault', Key: 'papers/ds-1/pp-once', Body: 'other' })))).toBe('AccessDenied');
});

describe('the name a file is saved by', () => {
  it.each([
    ['giấy.pdf', `attachment; filename="giay.pdf"; filename*=UTF-8''gi%E1%BA%A5y.pdf`],
    ['Đơn "xin" 100%.pdf', `attachment; filename="Don _xin_ 100_.pdf"; filename*=UTF-8''%C4%90%C6%A1n%20%22xin%22%20100%25.pdf`],
    ['../../etc\\passwd\r\nSet-Cookie: a', `attachment; filename=".._.._etc_passwd__Set-Cookie: a"; filename*=UTF-8''.._.._etc_passwd__Set-Cookie%3A%20a`],
    ["it's (1)*.pdf", `attachment; filename="it's (1)*.pdf"; filename*=UTF-8''it%27s%20%281%29%2A.pdf`],
  ])('of %j is safe in a header and whole in its script', (fileName, header) => {
    expect(attachmentNamed(fileName)).toBe(header);
  });
});
