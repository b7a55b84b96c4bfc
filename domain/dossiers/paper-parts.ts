import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';

/** Where a paper that nobody uploaded here came from: the applicant's electronic store (domain.md §2.5), with his consent. */
export const paperOrigin = z
  .object({
    kind: z.enum(['held-paper', 'held-result']),
    heldId: z.string().max(120),
    /** The slot it was handed in under, or the type of the result. */
    heldType: z.string().max(100),
    dossierCode: z.string().max(60).optional(),
    agency: z.string().max(35).optional(),
    validUntil: z.iso.date().optional(),
    consentedAt: isoInstant,
  })
  .strict();

/** What of the paper the desk had in hand when it was scanned. */
const paperCondition = z.enum(['original', 'certified-copy', 'copy']);

/** Where the signed list of a scan batch lies: names and certificates are in it, so it is in the vault and in no event. */
export const confirmation = z.object({ key: z.string().max(300), version: z.string().max(1024), sha256: z.string().regex(/^[0-9a-f]{64}$/) }).strict();
export type Confirmation = z.infer<typeof confirmation>;

/** How the desk made a paper electronic, and who answers for its likeness (domain.md §2.1, §5.4). */
export const digitisation = z
  .object({
    condition: paperCondition,
    /** Which paper of the batch it is, the first being 1. */
    place: z.number().int().positive(),
    sheets: z.number().int().positive(),
    pages: z.number().int().positive(),
    confirmedBy: z.string().max(200),
    confirmedAt: isoInstant,
    confirmation,
  })
  .strict();
export type Digitisation = z.infer<typeof digitisation>;
