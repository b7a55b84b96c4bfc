import * as z from 'zod';
import { dossierHead } from '#domain/documents/forms/dossier-head';
import { lastOf, type FormContent, type FormSource } from '#domain/documents/forms/form-source';
import { said, shownDossierHead } from '#domain/documents/forms/shown-words';
import { instantInWords } from '#domain/documents/words-for-people';

/** What form 02, the request for a supplement, shows. */
export const supplementRequestData = shownDossierHead
  .extend({ items: z.array(said), reasons: z.array(said), answerBy: said, contact: z.object({ name: said, phone: said.optional() }).strict() })
  .strict();

/** The request that form 02 tells of. */
export function supplementRequestMoment(events: FormSource['events']) {
  return lastOf(events, 'SupplementRequested');
}

/** Form 02 (Circular 03/2025/TT-VPCP): the last request for a supplement. */
export function supplementRequestContent(source: FormSource): FormContent | undefined {
  const asked = supplementRequestMoment(source.events);
  if (asked === undefined) return undefined;
  const head = dossierHead(source, asked.at);
  const phone = source.agencies.get(source.dossier.receivingAgency)?.phone;
  const { items, reasons, answerBy } = asked.event.request;
  // Officers may not contact the applicant outside the one-stop (Decree 61/2018 Art. 5(1)(e)), so it is the one to be called.
  const data: z.infer<typeof supplementRequestData> = { ...head, items, reasons, answerBy: instantInWords(answerBy, source.language), contact: { name: head.agency.name, ...(phone !== undefined && { phone }) } };
  return { data, madeAt: asked.at, seq: asked.seq };
}
