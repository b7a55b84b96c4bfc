import type { FetchGrant } from '#domain/bulk/bulk-files';

/** The files of exports; they go after 7 days. */
export interface ExportFiles {
  write(exportId: string, name: string, file: { readonly bytes: Uint8Array; readonly contentType: string }): Promise<void>;
  /** For a few minutes. A name that is not there makes a link that leads nowhere. */
  grantFetch(exportId: string, name: string): Promise<FetchGrant>;
}
