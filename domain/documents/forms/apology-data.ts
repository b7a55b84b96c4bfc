import type * as z from 'zod';
import { agencyWords, dossierHead, placeAndDate } from '#domain/documents/forms/dossier-head';
import { lastOf, receivedBefore, type FormContent, type FormSource } from '#domain/documents/forms/form-source';
import { said, shownDossierHead } from '#domain/documents/forms/shown-words';
import { instantInWords } from '#domain/documents/words-for-people';

/** What form 04, the apology with a new appointment, shows. */
export const apologyData = shownDossierHead.extend({ receivedAt: said, missedDueAt: said, newDueAt: said, reason: said }).strict();

/** Form 04 (Circular 03/2025/TT-VPCP): the last apology, by the agency that sent it. */
export function apologyContent(source: FormSource): FormContent | undefined {
  const sent = lastOf(source.events, 'DossierReappointed');
  if (sent === undefined) return undefined;
  const { reason, missedDueAt, newDueAt, agency = source.dossier.receivingAgency } = sent.event.apology;
  const inWords = (instant: string) => instantInWords(instant, source.language);
  const data: z.infer<typeof apologyData> = {
    ...dossierHead(source, sent.at),
    agency: agencyWords(source, agency),
    placeAndDate: placeAndDate(source, { agency, at: sent.at }),
    receivedAt: inWords(receivedBefore(source, sent.seq)),
    missedDueAt: inWords(missedDueAt),
    newDueAt: inWords(newDueAt),
    reason,
  };
  return { data, madeAt: sent.at, seq: sent.seq };
}
