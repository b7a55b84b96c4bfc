import { createHash } from 'node:crypto';
import type { SavedAs, Vault, VaultFile, VaultObject } from '#domain/documents/vault';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';

interface Held extends VaultObject {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** The vault in memory: what lies there stays. */
export class InMemoryVault implements Vault {
  readonly objects = new Map<string, Held>();
  private readonly addresses = new Map<string, { readonly held: Held; readonly savedAs: SavedAs }>();
  private readonly now: () => Temporal.Instant;

  constructor(now: () => Temporal.Instant) {
    this.now = now;
  }

  async putOnce({ key, bytes, contentType }: VaultFile): Promise<VaultObject> {
    const before = this.objects.get(key);
    const held = before ?? {
      key,
      versionId: `v${String(this.objects.size + 1)}`,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      sizeBytes: bytes.byteLength,
      bytes: new Uint8Array(bytes),
      contentType,
    };
    this.objects.set(key, held);
    return { key, versionId: held.versionId, sha256: held.sha256, sizeBytes: held.sizeBytes };
  }

  async read(key: string, versionId?: string): Promise<Uint8Array | undefined> {
    const held = this.objects.get(key);
    return versionId === undefined || versionId === held?.versionId ? held?.bytes : undefined;
  }

  async addressOf({ key, versionId }: Pick<VaultObject, 'key' | 'versionId'>, savedAs: SavedAs): Promise<{ url: string; expiresAt: string }> {
    const url = `https://vault.example/${key}?versionId=${versionId}&as=${encodeURIComponent(savedAs.fileName)}`;
    const held = this.objects.get(key);
    if (held?.versionId === versionId) this.addresses.set(url, { held, savedAs });
    return { url, expiresAt: toIso(this.now().add({ minutes: 5 })) };
  }

  /** What somebody who follows an address gets. */
  fetch(url: string): { readonly bytes: Uint8Array; readonly savedAs: SavedAs } | undefined {
    const found = this.addresses.get(url);
    return found === undefined ? undefined : { bytes: found.held.bytes, savedAs: found.savedAs };
  }
}
