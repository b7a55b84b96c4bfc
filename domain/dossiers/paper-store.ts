import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';

/** A grant to put one paper straight into quarantine (D11): a browser form with size, type and checksum fixed. */
export const uploadGrant = z
  .object({
    url: z.url().max(2000).meta({ description: 'Send the bytes here with POST as multipart/form-data.' }),
    fields: z.record(z.string().max(100), z.string().max(4000)).meta({ description: 'Fields of the form, to be sent as they are and before the file, which comes last under the name `file`.' }),
    expiresAt: isoInstant,
  })
  .strict()
  .meta({ id: 'UploadGrant' });
export type UploadGrant = z.infer<typeof uploadGrant>;

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
  /** It lies where nothing is scanned by itself. */
  readonly scan?: 'bundle' | undefined;
}

export interface PaperStore {
  grantUpload(key: PaperKey, paper: { readonly contentType: string; readonly sizeBytes: number; readonly sha256: string }): Promise<UploadGrant>;
  /** What lies in quarantine under the key, or nothing when it was never uploaded. */
  inspect(key: PaperKey): Promise<PaperObject | undefined>;
}
