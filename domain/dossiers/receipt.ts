import * as z from 'zod';
import type { FiledDossier } from '#domain/dossiers/dossier';
import { movedDossier, movedView } from '#domain/dossiers/moved-view';
import { briefView, paperInBrief } from '#domain/dossiers/paper-view';
import { isoInstant } from '#domain/kernel/instant';

/** What the applicant holds of a hand-in. */
export const shownReceipt = movedDossier
  .extend({
    submittedAt: isoInstant,
    receivingAgency: z.string().max(35),
    decisionBy: isoInstant.meta({ description: 'By when the desk accepts, asks for a supplement or refuses.' }),
    deadlines: z.string().max(300).meta({ description: 'Opens the account of every date to whoever holds this receipt.' }),
    statement: z.string().max(4000).optional().meta({ description: 'What this receipt says, signed (JWS, ES256): the page at /verify and the key at /v1/log/keys prove it without us. Absent when it could not be signed.' }),
    papers: z.array(paperInBrief).max(100).meta({ description: 'The papers received, each with the SHA-256 the server computed.' }),
  })
  .meta({ id: 'Receipt', description: 'What was handed in, and until when the desk decides on it.' });

/** What was handed in, with the SHA-256 of each paper as the server computed it (design §1.1). */
export function receipt(dossier: FiledDossier): z.infer<typeof shownReceipt> {
  return {
    ...movedView(dossier),
    submittedAt: dossier.submittedAt,
    receivingAgency: dossier.receivingAgency,
    decisionBy: dossier.receptionDueAt,
    deadlines: `/v1/lookup/${dossier.code}/deadlines?receipt=${dossier.id}`,
    papers: Object.values(dossier.papers).map(briefView),
  };
}
