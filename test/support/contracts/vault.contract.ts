import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { documentVaultKey, paperVaultKey, type SavedAs, type Vault } from '#domain/documents/vault';
import { aDossierId } from '#test/support/builders/dossier-builders';

export interface VaultHarness {
  readonly vault: Vault;
  /** What a browser that follows an address gets, and how it would save it; nothing when it is turned away. */
  fetch(url: string): Promise<{ readonly bytes: Uint8Array; readonly savedAs: SavedAs } | undefined>;
}

const bytes = new TextEncoder().encode('%PDF-1.7 Quyết định cấp bản sao');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const contentType = 'application/pdf';
const aKey = () => paperVaultKey({ dossierId: aDossierId(), paperId: 'pp-1' });

/** What every vault does. The clock stands at 02:00 on 23 November 2026. */
export function vaultContract(name: string, harness: () => VaultHarness): void {
  describe(`${name} as a vault`, () => {
    it('keeps what it was given and tells its hash', async () => {
      const { vault } = harness();
      const key = documentVaultKey({ dossierId: aDossierId(), documentId: 'dc-1', revision: 2 });
      expect(await vault.putOnce({ key, bytes, contentType })).toEqual({ key, versionId: expect.any(String), sha256, sizeBytes: bytes.byteLength });
      expect(Buffer.from((await vault.read(key)) ?? []).toString()).toBe('%PDF-1.7 Quyết định cấp bản sao');
    });

    it('reads the very version that is asked for, and no other in its place', async () => {
      const { vault } = harness();
      const { key, versionId } = await vault.putOnce({ key: aKey(), bytes, contentType });
      expect(Buffer.from((await vault.read(key, versionId)) ?? []).equals(Buffer.from(bytes))).toBe(true);
      expect(await vault.read(key, `${versionId.slice(0, -1)}${versionId.endsWith('0') ? '1' : '0'}`)).toBeUndefined();
    });

    it('never overwrites: who comes second is told what lies there', async () => {
      const { vault } = harness();
      const key = aKey();
      const first = await vault.putOnce({ key, bytes, contentType });
      expect(await vault.putOnce({ key, bytes: new Uint8Array([1, 2, 3]), contentType: 'image/png' })).toEqual(first);
      expect(Buffer.from((await vault.read(key)) ?? []).equals(Buffer.from(bytes))).toBe(true);
    });

    it('has nothing under a key that was never written', async () => {
      expect(await harness().vault.read(aKey())).toBeUndefined();
    });

    it('gives an address under which the very version is saved by its real name, in any script', async () => {
      const { vault, fetch } = harness();
      const object = await vault.putOnce({ key: aKey(), bytes, contentType });
      const savedAs = { fileName: 'Tờ khai đăng ký khai sinh (Nguyễn Thị Ánh) 中文.pdf', contentType };
      const { url, expiresAt } = await vault.addressOf(object, savedAs);
      expect(expiresAt).toBe('2026-11-23T02:05:00.000Z');
      const fetched = await fetch(url);
      expect(fetched?.savedAs).toEqual(savedAs);
      expect(Buffer.from(fetched?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true);
      const other = await vault.addressOf({ ...object, versionId: 'no-such-version' }, savedAs);
      expect(await fetch(other.url)).toBeUndefined();
    });
  });
}
