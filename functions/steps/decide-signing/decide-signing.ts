import * as z from 'zod';
import { apologyToDraft, isApologyDocument } from '#domain/documents/apology-document';
import { turnOf } from '#domain/documents/document';
import { nextSigningAlert } from '#domain/documents/signing-clock';
import type { Dossier } from '#domain/dossiers/dossier';
import { isOver } from '#domain/dossiers/wake';
import { isoInstant } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import { advanceDossier, type AdvanceDependencies } from '#functions/platform/advance-dossier';
import { secondsUntil, waitUntil } from '#functions/platform/machine-wait';

export const decideSigningInput = z.object({ dossierId: z.string().min(1), documentId: z.string().min(1) });

export const decideSigningOutput = z.object({
  /** `draft`: form 04 about an apology, which nobody has drawn yet. */
  word: z.enum(['draft', 'signature', 'ended']),
  revision: z.number().int().nonnegative(),
  secondsToNextCheckpoint: z.number().int().positive(),
  waitUntil: isoInstant,
});
export type DecideSigningOutput = z.infer<typeof decideSigningOutput>;

/** The signing machine's one question: is a signature awaited, and if so, when is the signer reminded or their head told? */
export async function decideSigning(deps: AdvanceDependencies, { dossierId, documentId }: z.infer<typeof decideSigningInput>): Promise<DecideSigningOutput> {
  const { dossier } = await advanceDossier(deps, dossierId);
  const document = dossier.documents[documentId];
  const now = deps.now();
  if (document === undefined) return undrafted(dossier, documentId, now);
  const alertAt = nextSigningAlert(document);
  const until = waitUntil(alertAt === undefined ? undefined : Temporal.Instant.from(alertAt), now);
  return {
    word: turnOf(document) === undefined || isOver(dossier) ? 'ended' : 'signature',
    revision: document.revision,
    secondsToNextCheckpoint: secondsUntil(until, now),
    waitUntil: until.toString({ fractionalSecondDigits: 3 }),
  };
}

/** @throws Error when it is no document of the dossier at all */
function undrafted(dossier: Dossier, documentId: string, now: Temporal.Instant): DecideSigningOutput {
  const until = waitUntil(undefined, now);
  const times = { revision: 0, secondsToNextCheckpoint: secondsUntil(until, now), waitUntil: until.toString({ fractionalSecondDigits: 3 }) };
  if (isApologyDocument(documentId)) return { word: isOver(dossier) || apologyToDraft(dossier, documentId) === undefined ? 'ended' : 'draft', ...times };
  throw new Error(`No document ${documentId} in ${dossier.id}`);
}
