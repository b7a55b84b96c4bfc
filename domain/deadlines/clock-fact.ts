import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';

/** What can make a clock stand still (domain.md §3.3); each is also the word of its rule. */
export const stopGrounds = ['supplement', 'financial-duty', 'legal-suspension'] as const;
export type StopGround = (typeof stopGrounds)[number];

const ground = z.enum(stopGrounds);

/**
 * What happened to a clock, as the record keeps it; the ledger folds these (D6). `resumed` and `restarted` name the stop
 * they end. `extended` moves the end to a new appointment, once a clock runs.
 */
export const clockFact = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('started'), at: isoInstant }).strict(),
    z.object({ kind: z.literal('stopped'), at: isoInstant, ground }).strict(),
    z.object({ kind: z.literal('resumed'), at: isoInstant, ground: ground.optional() }).strict(),
    z.object({ kind: z.literal('restarted'), at: isoInstant, ground: ground.optional() }).strict(),
    z.object({ kind: z.literal('extended'), at: isoInstant, until: isoInstant }).strict(),
    z.object({ kind: z.literal('ended'), at: isoInstant }).strict(),
  ])
  .meta({ id: 'ClockFact', description: 'What happened to a clock: it started, stopped for a ground, went on, began anew, was given a new end, or ended.' });
export type ClockFact = z.infer<typeof clockFact>;
