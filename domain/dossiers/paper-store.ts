/** A grant to put one paper straight into quarantine (D11): a browser form with size, type and checksum fixed. */
export interface UploadGrant {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly expiresAt: string;
}

export interface PaperObject {
  readonly sizeBytes: number;
  /** Hex SHA-256 as the store computed it over the bytes it holds. */
  readonly sha256: string;
  readonly contentType: string;
  readonly objectVersion: string;
}

export interface PaperKey {
  readonly dossierId: string;
  readonly paperId: string;
}

export interface PaperStore {
  grantUpload(key: PaperKey, paper: { readonly contentType: string; readonly sizeBytes: number; readonly sha256: string }): Promise<UploadGrant>;
  /** What lies in quarantine under the key, or nothing when it was never uploaded. */
  inspect(key: PaperKey): Promise<PaperObject | undefined>;
}
