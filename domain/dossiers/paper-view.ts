import * as z from 'zod';
import { paperForm, shownPaperForm } from '#domain/dossiers/paper-form';
import { fileOf } from '#domain/dossiers/paper-file';
import { digitisation, paperOrigin } from '#domain/dossiers/paper-parts';
import { paper, type Paper } from '#domain/dossiers/parts';
import { REFUSAL_REASONS, wordsOf } from '#domain/documents/refusal-reasons';
import { signaturesInBrief } from '#domain/documents/signature-report';
import { isoInstant } from '#domain/kernel/instant';
import { bilingualText } from '#domain/kernel/text';
import type { Channel } from '#domain/procedures/procedure';

/** What became of the look into a paper's bytes. */
const shownCheck = z
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

/** One paper as the API shows it: what it is and how it became electronic; who confirmed a scan is not shown. */
export const shownPaper = paper
  .pick({ id: true, slot: true, fileName: true, contentType: true, sizeBytes: true, sha256: true, state: true })
  .extend({
    check: shownCheck,
    signatures: signaturesInBrief.optional().meta({ description: 'What was found of its digital signatures when it was checked, for the time it came; the full report is at its own address. Absent until then, and for a refused paper.' }),
    form: shownPaperForm.optional().meta({ description: 'How it became electronic; absent before it is received.' }),
    digitisation: digitisation.pick({ condition: true, place: true, sheets: true, pages: true, confirmedAt: true }).optional().meta({ description: 'What the desk scanned and confirmed.' }),
    origin: paperOrigin.optional().meta({ description: 'Where it came from, when it was re-used from the electronic store.' }),
  })
  .meta({ id: 'Paper', description: 'One paper of a dossier.' });

/** One paper: what it is, and how it became electronic. */
export function paperView(held: Paper, channelOfDossier: Channel): z.infer<typeof shownPaper> {
  const { id, slot, state, origin } = held;
  const scan = held.digitisation;
  return {
    id,
    slot,
    ...fileOf(held),
    state,
    check: checkView(held),
    signatures: held.check?.signatures,
    form: paperForm(held, channelOfDossier),
    digitisation: scan && { condition: scan.condition, place: scan.place, sheets: scan.sheets, pages: scan.pages, confirmedAt: scan.confirmedAt },
    origin,
  };
}

/** The least that tells a paper from every other one, and whether it may be relied on. */
export const paperInBrief = shownPaper.pick({ id: true, slot: true, sizeBytes: true, sha256: true, check: true }).meta({ id: undefined });

export function briefView(held: Paper): z.infer<typeof paperInBrief> {
  const { id, slot, sizeBytes, sha256 } = held;
  return { id, slot, sizeBytes, sha256, check: checkView(held) };
}

/** Whether a paper may be relied on, in words an applicant understands. */
function checkView({ check, state }: Paper): z.infer<typeof shownCheck> {
  if (check === undefined) return { outcome: state === 'granted' ? 'awaited' : 'being-checked', reasons: [] };
  return { outcome: check.outcome, at: check.at, reasons: check.reasons.map((code) => ({ code, says: wordsOf(code) })) };
}
