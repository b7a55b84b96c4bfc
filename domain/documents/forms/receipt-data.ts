import * as z from 'zod';
import { said, shownDossierHead } from '#domain/documents/forms/shown-words';

/** What form 01, the receipt with the appointment, shows. */
export const receiptData = shownDossierHead
  .extend({
    papers: z.array(z.object({ name: said, form: said }).strict()),
    term: said,
    receivedAt: said,
    dueAt: said,
    channel: said,
    sequence: said,
  })
  .strict();
