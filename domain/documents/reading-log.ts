import * as z from 'zod';
import type { Page, PageRequest } from '#domain/dossiers/dossier-store';
import { actor } from '#domain/dossiers/parts';
import { isoInstant } from '#domain/kernel/instant';

/** One time that somebody was given the content of a paper or a document, or the report on its signatures: who, what, when. */
export const reading = z
  .object({
    at: isoInstant,
    by: actor,
    what: z.object({ kind: z.enum(['paper', 'document', 'paper-signatures', 'document-signatures']), id: z.string().max(120) }).strict(),
  })
  .strict()
  .meta({ id: 'Reading', description: 'One time that somebody was given the content of a paper or a document of the dossier (`paper`, `document`), or the report on the signatures in it (`paper-signatures`, `document-signatures`).' });
export type Reading = z.infer<typeof reading>;

/** Who read what of a dossier. Nothing in it is ever changed or taken away. */
export interface ReadingLog {
  /** Safe to repeat: the same reading is noted once. To be called before the address is given out. */
  note(dossierId: string, reading: Reading): Promise<void>;
  /** The newest first. */
  readings(dossierId: string, page: PageRequest): Promise<Page<Reading>>;
}
