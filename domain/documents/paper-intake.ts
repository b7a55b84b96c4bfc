import type { ScanBundle } from '#domain/documents/scan-bundle';
import type { PaperKey } from '#domain/dossiers/paper-store';

/** One exact version of a paper in quarantine. */
export interface QuarantinedPaper extends PaperKey {
  readonly objectVersion: string;
}

/** The way of a paper from quarantine to the vault. */
export interface PaperIntake {
  /** An address that gives exactly this version, for as long as a look into it takes. */
  addressOf(paper: QuarantinedPaper): Promise<string>;
  /**
   * Copies exactly this version into the vault and gives its version there; what lies there already stays.
   * @throws when the bytes in the vault are not those of the hash
   */
  keep(paper: QuarantinedPaper, as: { readonly contentType: string; readonly sha256: string }): Promise<string>;
  /** Removes exactly these versions from quarantine; what is gone already is gone. */
  clear(papers: readonly QuarantinedPaper[]): Promise<void>;
  /** Lays the papers down as one object where it is scanned; what lies there already is left. */
  layBundle(bundle: ScanBundle): Promise<void>;
  /** Has a paper of a bundle scanned by itself; once is enough. */
  scanSingly(paper: QuarantinedPaper): Promise<void>;
  /** Lays the same bytes down once more, so that the scanner looks at them again, each paper by itself; nothing when they are gone. */
  scanAgain(paper: PaperKey): Promise<void>;
}
