import * as z from 'zod';
import type { PaperKey, PaperObject } from '#domain/dossiers/paper-store';
import { isoInstant } from '#domain/kernel/instant';

const MEBIBYTE = 1024 ** 2;
const MAX_PARTS = 100;

/**
 * How a large paper was cut by whoever sends it. The hash of each part is fixed before the first is sent, because S3 knows no
 * SHA-256 over the whole of an upload in parts (only over the hashes of its parts).
 */
export const cutInParts = z
  .object({
    partBytes: z.number().int().min(5 * MEBIBYTE).max(64 * MEBIBYTE).meta({ description: 'Bytes of every part but the last; S3 takes none below 5 MiB.' }),
    sha256: z.array(z.string().regex(/^[0-9a-f]{64}$/)).min(1).max(MAX_PARTS).meta({ description: 'Lower-case hex SHA-256 of each part, in order.' }),
  })
  .strict()
  .meta({ id: 'CutInParts' });
export type CutInParts = z.infer<typeof cutInParts>;

const partNumber = z.number().int().positive().max(MAX_PARTS);

/** A grant to put one large paper into quarantine part by part. */
export const partsGrant = z
  .object({
    kind: z.literal('multipart'),
    uploadId: z.string().max(1024).meta({ description: 'Names this upload when it is completed.' }),
    parts: z
      .array(
        z
          .object({
            partNumber,
            sizeBytes: z.number().int().positive(),
            url: z.url().max(4000).meta({ description: 'Send exactly this part’s bytes here with PUT; other bytes are refused. Keep the `ETag` of the answer.' }),
          })
          .strict(),
      )
      .max(MAX_PARTS),
    expiresAt: isoInstant,
  })
  .strict()
  .meta({ id: 'PartsGrant' });
export type PartsGrant = z.infer<typeof partsGrant>;

/** Which parts were sent, by the sender's account. */
export const sentParts = z
  .array(z.object({ partNumber, etag: z.string().min(1).max(200).meta({ description: 'The `ETag` S3 answered the part with.' }) }).strict())
  .min(1)
  .max(MAX_PARTS);
export type SentParts = z.infer<typeof sentParts>;

interface AnnouncedPaper {
  readonly contentType: string;
  readonly sizeBytes: number;
}

/** Why an upload in parts is not whole. `parts` names by number those that are not there as they were said to be. */
export type NotWhole = { readonly outcome: 'parts-missing'; readonly parts: readonly number[] } | { readonly outcome: 'size-differs' } | { readonly outcome: 'upload-ended' };

/** What lies in quarantine, or why nothing does. */
export type Completion = { readonly outcome: 'complete'; readonly object: PaperObject } | NotWhole;

/** Large papers on their way into quarantine. Nothing of them lies there, is scanned or can be looked into before they are complete. */
export interface PaperParts {
  /** Begins an upload whose parts are refused unless they are those announced, bit for bit. */
  grantParts(key: PaperKey, paper: AnnouncedPaper & { readonly inParts: CutInParts }): Promise<PartsGrant>;
  /**
   * Joins the parts and lays the paper into quarantine, once: what lies there already stays and is the answer. May be called
   * again after any kill.
   */
  complete(key: PaperKey, upload: AnnouncedPaper & { readonly uploadId: string; readonly parts: SentParts }): Promise<Completion>;
}

/** How many bytes each part has. */
export function partSizes(sizeBytes: number, { partBytes }: Pick<CutInParts, 'partBytes'>): number[] {
  return Array.from({ length: Math.ceil(sizeBytes / partBytes) }, (_, index) => Math.min(partBytes, sizeBytes - index * partBytes));
}
