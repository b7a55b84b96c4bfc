import * as z from 'zod';
import { isOver } from '#domain/dossiers/wake';
import { isoInstant } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import { advanceDossier, type AdvanceDependencies } from '#functions/platform/advance-dossier';
import { secondsUntil, waitUntil } from '#functions/platform/machine-wait';

export const decideConsultationInput = z.object({ dossierId: z.string().min(1), consultationId: z.string().min(1) });

export const decideConsultationOutput = z.object({
  word: z.enum(['opinions', 'ended']),
  revision: z.number().int(),
  secondsToNextCheckpoint: z.number().int().positive(),
  waitUntil: isoInstant,
});
export type DecideConsultationOutput = z.infer<typeof decideConsultationOutput>;

/**
 * The consultation machine's one question: has everybody spoken, and if not, has the limit passed so that silence
 * speaks (domain.md §3.7)? The consultation ends with its dossier too.
 */
export async function decideConsultation(
  deps: AdvanceDependencies,
  { dossierId, consultationId }: z.infer<typeof decideConsultationInput>,
): Promise<DecideConsultationOutput> {
  const { dossier } = await advanceDossier(deps, dossierId);
  const consultation = dossier.consultations[consultationId];
  if (consultation === undefined) throw new Error(`No consultation ${consultationId} in ${dossierId}`);
  const now = deps.now();
  const until = waitUntil(consultation.state === 'open' ? Temporal.Instant.from(consultation.dueAt) : undefined, now);
  return {
    word: consultation.state === 'closed' || isOver(dossier) ? 'ended' : 'opinions',
    revision: consultation.revision,
    secondsToNextCheckpoint: secondsUntil(until, now),
    waitUntil: until.toString({ fractionalSecondDigits: 3 }),
  };
}
