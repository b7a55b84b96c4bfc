import * as z from 'zod';
import { documentFile } from '#domain/documents/document';
import { isoInstant } from '#domain/kernel/instant';

/** Where the bytes of a document or a sealed form are fetched. */
export const documentContent = z
  .object({
    url: z.url().max(4000).meta({ description: 'Gives the bytes for a few minutes to whoever holds it.' }),
    expiresAt: isoInstant,
    fileName: z.string().max(300),
    contentType: z.string().max(100),
    sha256: documentFile.shape.sha256,
    sizeBytes: documentFile.shape.sizeBytes.max(1e9),
  })
  .strict()
  .meta({ id: 'DocumentContent', description: 'Where the bytes of a document are fetched, and what they must be.' });
