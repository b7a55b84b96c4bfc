import type { VaultObject } from '#domain/documents/vault';

/** Copies within the vault, by the store itself: the bytes never come to us. */
export interface VaultCopies {
  /** Copies the very version when nothing lies under the new key; otherwise tells what lies there. Nothing when the version is gone. */
  copyOnce(from: Pick<VaultObject, 'key' | 'versionId'>, to: string): Promise<VaultObject | undefined>;
}
