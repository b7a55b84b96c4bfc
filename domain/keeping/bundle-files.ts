import type { BundledFile, BundlePlan } from '#domain/keeping/bundle-plan';
import type { VaultObject } from '#domain/documents/vault';
import type { SealedForm } from '#domain/keeping/bundle';

/** A bundle, and where one of its files is wanted again. */
export interface Extraction {
  readonly bundle: Pick<VaultObject, 'key' | 'versionId'>;
  readonly file: Pick<BundledFile, 'path' | 'sha256' | 'contentType'>;
  readonly to: string;
}

/** A bundle as it lies there, and the manifest that is in it: of whoever wrote it first. */
export interface WrittenBundle extends VaultObject {
  readonly manifest: string;
}

/** Bundles in the vault. */
export interface BundleFiles {
  /**
   * Writes the bundle, file by file without holding them, when there is none; otherwise tells what lies there.
   * @throws when a file is not there or its bytes are not what the record says: a false bundle is never written
   */
  write(plan: BundlePlan, manifest: string): Promise<WrittenBundle>;
  /** The forms of a dossier that were sealed so far; the record does not name them. */
  sealedForms(dossierId: string): Promise<readonly SealedForm[]>;
  /** Marks what the bundle holds: the store removes it when the grace is over. */
  letGo(files: readonly BundledFile[]): Promise<void>;
  /** Brings one file back to a place of its own, as what it was; done twice it is there once. */
  extract(order: Extraction): Promise<VaultObject>;
}
