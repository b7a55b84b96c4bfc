import * as z from 'zod';
import usualPaperLimits from './usual-paper-limits.json' with { type: 'json' };

const count = z.number().int().positive();

/** How far a paper's bytes may go before they are refused, whatever they are; a procedure may set its own for a slot. */
export const paperLimits = z
  .object({
    /** Above this a paper is sent in parts; up to it by one form. */
    partsAboveBytes: count,
    maxPages: count,
    /** Width times height of an image, by its header: A3 at 600 dots an inch has 70 million. */
    maxPixels: count,
    maxPdfObjects: count,
    /** What may follow the end of a PDF or an image; more is another file behind it. */
    maxTrailingBytes: z.number().int().nonnegative(),
    maxArchiveEntries: count,
    maxInflatedBytes: count,
    /** Inflated bytes for each one in the file. */
    maxInflationRatio: count,
    /** What may lie in a plain archive, where a slot takes archives at all. */
    archiveExtensions: z.array(z.string().regex(/^[a-z0-9]{1,10}$/)).max(50),
  })
  .strict();
export type PaperLimits = z.infer<typeof paperLimits>;

/** What a procedure says of one slot. */
export const slotLimits = paperLimits.partial();

/** A slot's own limits, the usual ones where it says nothing. */
export function limitsOf(slot: { readonly limits?: z.infer<typeof slotLimits> | undefined } | undefined): PaperLimits {
  return paperLimits.parse({ ...usualPaperLimits, ...slot?.limits });
}
