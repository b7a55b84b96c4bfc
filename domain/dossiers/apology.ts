import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';
import { personText } from '#domain/kernel/text';

/** The apology with a new appointment (form 04), as data; the addressee is in the application. */
export const apology = z
  .object({
    reason: personText(1000),
    /** The appointment that could not be kept. */
    missedDueAt: isoInstant,
    newDueAt: isoInstant,
    at: isoInstant,
    /** Sent by the time the law gives for it (Decree 61/2018 Art. 19(9)); shown, not prevented. */
    inTime: z.boolean(),
    /** Who apologises, and whose head signs form 04; absent in what was recorded before it was kept. */
    agency: z.string().max(35).optional(),
  })
  .strict();
export type Apology = z.infer<typeof apology>;
