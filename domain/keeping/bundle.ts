import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';

/** A form under the agency's seal, as it lies in the vault since somebody first asked for it. */
const sealedForm = z
  .object({
    /** `form-receipt-4-vi`: the form, the event it tells of, the language. */
    id: z.string().max(120),
    version: z.string().max(1024),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    sizeBytes: z.number().int().positive(),
  })
  .strict();
export type SealedForm = z.infer<typeof sealedForm>;

/** All that is kept of an ended dossier's papers and documents, in one file that cannot be changed or removed before its time. */
export const bundle = z
  .object({
    /** Where it lies in the vault. */
    key: z.string().max(300),
    version: z.string().max(1024),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    sizeBytes: z.number().int().positive(),
    files: z.number().int().positive(),
    retentionClass: z.string().max(100),
    /** Until when the law wants it kept; absent for ever. */
    keepUntil: z.iso.date().optional(),
    /** Until when the store refuses to remove it. */
    lockedUntil: isoInstant,
    /** Until when papers are also to be had one by one. */
    singlesUntil: isoInstant,
    /** Forms in it that were sealed before: no event tells of a form, so that only this says which bytes are the form's. */
    forms: z.array(sealedForm).max(100).optional(),
  })
  .strict();
export type Bundle = z.infer<typeof bundle>;

/** `bundles/<dossier>.zip`. */
export function bundleKey(dossierId: string): string {
  return `bundles/${dossierId}.zip`;
}
