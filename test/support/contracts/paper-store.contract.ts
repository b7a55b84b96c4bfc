import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { PaperKey, PaperStore, UploadGrant } from '#domain/dossiers/paper-store';
import { aDossierId } from '#test/support/builders/dossier-builders';

export interface PaperStoreHarness {
  readonly store: PaperStore;
  /** Does with a grant what a browser does; tells whether the bytes were taken. */
  upload(key: PaperKey, grant: UploadGrant, file: { readonly bytes: Uint8Array; readonly contentType: string }): Promise<boolean>;
}

const bytes = new TextEncoder().encode('%PDF-1.7 giấy chứng sinh');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const contentType = 'application/pdf';
const paper = { contentType, sizeBytes: bytes.length, sha256 };
const aKey = () => ({ dossierId: aDossierId(), paperId: 'paper-1' });

/** What every store of papers does. The clock stands at 02:00 on 23 November 2026. */
export function paperStoreContract(name: string, harness: () => PaperStoreHarness): void {
  describe(`${name} as a store of papers`, () => {
    it('takes what was granted, and tells what it holds by its own reckoning', async () => {
      const { store, upload } = harness();
      const key = aKey();
      const grant = await store.grantUpload(key, paper);
      expect(grant.expiresAt).toBe('2026-11-23T02:10:00.000Z');
      expect(await store.inspect(key)).toBeUndefined();
      expect(await upload(key, grant, { bytes, contentType })).toBe(true);
      expect(await store.inspect(key)).toEqual({ ...paper, objectVersion: expect.any(String) });
    });

    it('takes a later upload under the same grant as another version', async () => {
      const { store, upload } = harness();
      const key = aKey();
      const grant = await store.grantUpload(key, paper);
      await upload(key, grant, { bytes, contentType });
      const first = await store.inspect(key);
      await upload(key, grant, { bytes, contentType });
      const second = await store.inspect(key);
      expect(second).toEqual({ ...first, objectVersion: expect.any(String) });
      expect(second?.objectVersion).not.toBe(first?.objectVersion);
    });

    it.each([
      ['one byte more', { bytes: new Uint8Array([...bytes, 0]), contentType }],
      ['one byte less', { bytes: bytes.slice(1), contentType }],
      ['other bytes of the same length', { bytes: bytes.map((byte) => byte ^ 1), contentType }],
      ['another type', { bytes, contentType: 'text/html' }],
    ])('refuses %s than was granted', async (_what, file) => {
      const { store, upload } = harness();
      const key = aKey();
      const grant = await store.grantUpload(key, paper);
      expect(await upload(key, grant, file)).toBe(false);
      expect(await store.inspect(key)).toBeUndefined();
    });

    it('keeps papers of one dossier apart', async () => {
      const { store, upload } = harness();
      const key = aKey();
      await upload(key, await store.grantUpload(key, paper), { bytes, contentType });
      expect(await store.inspect({ ...key, paperId: 'paper-2' })).toBeUndefined();
    });
  });
}
