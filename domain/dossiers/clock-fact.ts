import * as z from 'zod';
import { stopGrounds } from '#domain/deadlines/clock-rules';
import { isoInstant } from '#domain/kernel/instant';

const ground = z.enum(stopGrounds);

/** What happened to a dossier's legal clock; the deadline ledger folds these (D6). */
export const clockFact = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started'), at: isoInstant }).strict(),
  z.object({ kind: z.literal('stopped'), at: isoInstant, ground }).strict(),
  z.object({ kind: z.literal('resumed'), at: isoInstant, ground }).strict(),
  z.object({ kind: z.literal('restarted'), at: isoInstant, ground }).strict(),
  z.object({ kind: z.literal('ended'), at: isoInstant }).strict(),
]);
export type ClockFact = z.infer<typeof clockFact>;
