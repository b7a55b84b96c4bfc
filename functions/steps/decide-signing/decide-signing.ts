import * as z from 'zod';
import { turnOf } from '#domain/documents/document';
import { nextSigningAlert } from '#domain/documents/signing-clock';
import { isOver } from '#domain/dossiers/wake';
import { isoInstant } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import { advanceDossier, type AdvanceDependencies } from '#functions/platform/advance-dossier';
import { secondsUntil, waitUntil } from '#functions/platform/machine-wait';

export const decideSigningInput = z.object({ dossierId: z.string().min(1), documentId: z.string().min(1) });

export const decideSigningOutput = z.object({
  word: z.enum(['signature', 'ended']),
  revision: z.number().int(),
  secondsToNextCheckpoint: z.number().int().positive(),
  waitUntil: isoInstant,
});
export type DecideSigningOutput = z.infer<typeof decideSigningOutput>;

/** The signing machine's one question: is a signature awaited, and if so, when is the signer reminded or their head told? */
export async function decideSigning(deps: AdvanceDependencies, { dossierId, documentId }: z.infer<typeof decideSigningInput>): Promise<DecideSigningOutput> {
  const { dossier } = await advanceDossier(deps, dossierId);
  const document = dossier.documents[documentId];
  if (document === undefined) throw new Error(`No document ${documentId} in ${dossierId}`);
  const now = deps.now();
  const alertAt = nextSigningAlert(document);
  const until = waitUntil(alertAt === undefined ? undefined : Temporal.Instant.from(alertAt), now);
  return {
    word: turnOf(document) === undefined || isOver(dossier) ? 'ended' : 'signature',
    revision: document.revision,
    secondsToNextCheckpoint: secondsUntil(until, now),
    waitUntil: until.toString({ fractionalSecondDigits: 3 }),
  };
}
