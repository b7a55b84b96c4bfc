/** Where an object of the vault came to lie; the vault never overwrites and never forgets before its time. */
export interface VaultObject {
  readonly key: string;
  readonly versionId: string;
  /** Hex SHA-256 of the bytes. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

export interface VaultFile {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** How a browser shall save what it fetches: the real name in any script, and only as what it is. */
export interface SavedAs {
  readonly fileName: string;
  readonly contentType: string;
}

/** What people handed in and what the state gave back: written once, encrypted, read by short-lived addresses (D11). */
export interface Vault {
  /** Writes when nothing lies under the key; otherwise tells what lies there, so that two at once agree on the first one's bytes. */
  putOnce(file: VaultFile): Promise<VaultObject>;
  /** The bytes, or nothing when the key was never written; of a version also once it was hidden behind the dossier's bundle. */
  read(key: string, versionId?: string): Promise<Uint8Array | undefined>;
  /** An address that gives the object's bytes for a few minutes to whoever holds it; ask leave before. */
  addressOf(object: Pick<VaultObject, 'key' | 'versionId'>, savedAs: SavedAs): Promise<{ readonly url: string; readonly expiresAt: string }>;
}

/** `papers/<dossier>/<paper>`: a checked paper of an applicant. */
export function paperVaultKey({ dossierId, paperId }: { readonly dossierId: string; readonly paperId: string }): string {
  return `papers/${dossierId}/${paperId}`;
}

/** `documents/<dossier>/<document>/<revision>.pdf`: what an agency wrote; each signature makes the next revision. */
export function documentVaultKey({ dossierId, documentId, revision }: { readonly dossierId: string; readonly documentId: string; readonly revision: number }): string {
  return `documents/${dossierId}/${documentId}/${String(revision)}.pdf`;
}

/** `documents/<dossier>/form-…/1.pdf`: a form under the agency's seal; its id begins with `form-`, which no document's does. */
export function sealedFormVaultKey({ dossierId, formId }: { readonly dossierId: string; readonly formId: string }): string {
  return documentVaultKey({ dossierId, documentId: formId, revision: 1 });
}

/** `confirmations/<dossier>/<batch>.json`: what an officer signed of a batch of scans, with the signature. */
export function confirmationVaultKey({ dossierId, batch }: { readonly dossierId: string; readonly batch: string }): string {
  return `confirmations/${dossierId}/${batch}.json`;
}
