import * as z from 'zod';
import { dossierForm } from '#domain/documents/forms/dossier-forms';
import type { FormSource } from '#domain/documents/forms/form-source';
import { receiptMoment } from '#domain/documents/forms/receipt-data';
import { refusalMoment } from '#domain/documents/forms/refusal-data';
import { stopNoticeMoment } from '#domain/documents/forms/stop-notice-data';
import { supplementRequestMoment } from '#domain/documents/forms/supplement-request-data';
import { isoInstant } from '#domain/kernel/instant';

/** An apology is signed by a person first, and the control sheet stays within the agencies: neither is sealed at once. */
export const sealedForm = dossierForm.extract(['receipt', 'supplement-request', 'refusal', 'stop-notice']).meta({
  description: 'Forms of Circular 03/2025/TT-VPCP that the one-stop seals: `receipt` 01, `supplement-request` 02, `refusal` 03, `stop-notice` 05.',
});
type SealedForm = z.infer<typeof sealedForm>;

/** A form that can be fetched under the one-stop's seal. */
export const reachedForm = z
  .object({
    form: sealedForm,
    number: z.enum(['01', '02', '03', '05']).meta({ description: 'Of Circular 03/2025/TT-VPCP.' }),
    at: isoInstant.meta({ description: 'When that happened which the form tells of.' }),
  })
  .strict()
  .meta({ id: 'ReachedForm', description: 'A form about the dossier whose time has come, under `/forms/{form}/sealed`.' });
export type ReachedForm = z.infer<typeof reachedForm>;

type Moment = (events: FormSource['events']) => { readonly at: string } | undefined;

const MOMENTS: Readonly<Record<SealedForm, { readonly number: ReachedForm['number']; readonly moment: Moment }>> = {
  receipt: { number: '01', moment: receiptMoment },
  'supplement-request': { number: '02', moment: supplementRequestMoment },
  refusal: { number: '03', moment: refusalMoment },
  'stop-notice': { number: '05', moment: stopNoticeMoment },
};

/** The sealed forms whose time has come, by the same events they are drawn from, in the order of their numbers. */
export function reachedForms(events: FormSource['events']): ReachedForm[] {
  return sealedForm.options.flatMap((form) => {
    const { number, moment } = MOMENTS[form];
    const happened = moment(events);
    return happened === undefined ? [] : [{ form, number, at: happened.at }];
  });
}
