import * as z from 'zod';
import { paper, type Paper } from '#domain/dossiers/parts';
import { REFUSAL_REASONS, wordsOf } from '#domain/documents/refusal-reasons';
import { isoInstant } from '#domain/kernel/instant';
import { bilingualText } from '#domain/kernel/text';

/** What became of the look into a paper's bytes. */
export const shownCheck = z
  .object({
    outcome: z.enum(['awaited', 'being-checked', 'accepted', 'refused']),
    at: isoInstant.optional(),
    reasons: z.array(z.object({ code: z.string().max(60), says: bilingualText }).strict()).max(20),
  })
  .strict()
  .meta({
    id: 'PaperCheck',
    description: `A paper is awaited until its bytes are there, then checked for safety; only an accepted one can be read. Refusals: ${Object.keys(REFUSAL_REASONS).join(', ')}.`,
  });

/** A paper as the API shows it. */
export const shownPaper = paper
  .pick({ id: true, slot: true, fileName: true, contentType: true, sizeBytes: true, sha256: true, state: true })
  .extend({ check: shownCheck })
  .meta({ id: 'Paper' });

export function paperView(held: Paper): z.infer<typeof shownPaper> {
  const { id, slot, fileName, contentType, sizeBytes, sha256, state } = held;
  return { id, slot, fileName, contentType, sizeBytes, sha256, state, check: checkView(held) };
}

/** Whether a paper may be relied on, in words an applicant understands. */
export function checkView({ check, state }: Paper): z.infer<typeof shownCheck> {
  if (check === undefined) return { outcome: state === 'granted' ? 'awaited' : 'being-checked', reasons: [] };
  return { outcome: check.outcome, at: check.at, reasons: check.reasons.map((code) => ({ code, says: wordsOf(code) })) };
}
