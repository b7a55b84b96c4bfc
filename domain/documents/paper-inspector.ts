import * as z from 'zod';
import type { RefusalReason } from '#domain/documents/refusal-reasons';
import { signaturesInBrief, trustTexts } from '#domain/documents/signature-report';
import { isoInstant } from '#domain/kernel/instant';
import { paperLimits } from '#domain/procedures/paper-limits';

/** What to look into, and what it must be. Nothing of the dossier: whoever parses a stranger's file shall know nothing. */
export const inspectionOrder = z
  .object({
    /** Gives the exact version for a few minutes. */
    url: z.url(),
    sizeBytes: z.number().int().positive(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    contentType: z.string().max(100),
    allowedTypes: z.array(z.string().max(100)).min(1).max(20),
    limits: paperLimits,
    /** By which signatures are judged, and when the bytes came; left out they are not. */
    trust: trustTexts.extend({ at: isoInstant }).optional(),
  })
  .strict();
export type InspectionOrder = z.infer<typeof inspectionOrder>;

/** What the bytes are. No reason means that nothing speaks against the paper. */
export const inspection = z
  .object({
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    sizeBytes: z.number().int().nonnegative(),
    foundType: z.string().max(100).optional(),
    pages: z.number().int().positive().optional(),
    signatures: signaturesInBrief.optional(),
    reasons: z.array(z.string().max(60)).max(20),
  })
  .strict();
export type Inspection = z.infer<typeof inspection>;

/** What was found in bytes of a known type. */
export interface Findings {
  readonly reasons: readonly RefusalReason[];
  readonly pages?: number;
}

/** Looks into a stranger's bytes. */
export interface PaperInspector {
  /** `failed` when the bytes broke whoever looked into them, out of memory or out of time. Rejects when the looking itself was at fault. */
  inspect(order: InspectionOrder): Promise<Inspection | 'failed'>;
}
