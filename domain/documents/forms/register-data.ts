import * as z from 'zod';
import { agencyName, agencyWords, placeAndDate } from '#domain/documents/forms/dossier-head';
import type { FormSource } from '#domain/documents/forms/form-source';
import { said, shownAgency } from '#domain/documents/forms/shown-words';
import { dayInWords, shortInstant } from '#domain/documents/words-for-people';
import type { FiledDossier } from '#domain/dossiers/dossier';
import type { RecordedEvent } from '#domain/dossiers/event';

/** One line of form 07; what is not known yet is a dash, as on paper. */
const registerLine = z
  .object({ number: said, code: said, procedure: said, applicant: said, contact: said, leadAgency: said, receivedAt: said, dueAt: said, returnedAt: said, method: said })
  .strict();

/** What form 07, the register of an agency's dossiers, shows. */
export const registerData = z.object({ agency: shownAgency, placeAndDate: said, year: said, from: said, to: said, lines: z.array(registerLine) }).strict();
export type RegisterData = z.infer<typeof registerData>;

/** A dossier of the register with its own number in the year. */
export interface RegisteredDossier {
  readonly dossier: FiledDossier;
  /** Of the procedure it is bound to. */
  readonly procedureName: string;
  readonly leadAgency: string;
  readonly method?: HandOverMethod | undefined;
  readonly number: number;
}

type HandOverMethod = Extract<RecordedEvent['event'], { type: 'ResultHandedOver' }>['method'];

const METHODS = {
  online: { vi: 'Trực tuyến', en: 'online' },
  desk: { vi: 'Trực tiếp', en: 'at the desk' },
  post: { vi: 'Bưu chính', en: 'by post' },
} as const;

const NOT_YET = '-';

interface Period {
  readonly agency: string;
  /** Vietnamese calendar days, both inclusive, of one year. */
  readonly from: string;
  readonly to: string;
  readonly at: string;
}

/** Form 07 (Circular 03/2025/TT-VPCP) for a period of one year. */
export function registerContent(entries: readonly RegisteredDossier[], names: Pick<FormSource, 'agencies' | 'language'>, { agency, from, to, at }: Period): RegisterData {
  return {
    agency: agencyWords(names, agency),
    placeAndDate: placeAndDate(names, { agency, at }),
    year: from.slice(0, 4),
    from: dayInWords(from, names.language),
    to: dayInWords(to, names.language),
    lines: entries.map((entry) => lineOf(entry, names)),
  };
}

function lineOf({ dossier, procedureName, leadAgency, method, number }: RegisteredDossier, names: Pick<FormSource, 'agencies' | 'language'>): z.infer<typeof registerLine> {
  const { fullName, address, phone } = dossier.application.applicant;
  const contact = [address, phone].filter((part) => part !== undefined).join('; ');
  return {
    // Numbered continuously from 01 within the year (Circular 01/2018/TT-VPCP Art. 10(2)).
    number: String(number).padStart(2, '0'),
    code: dossier.code,
    procedure: procedureName,
    applicant: fullName,
    contact: contact === '' ? NOT_YET : contact,
    leadAgency: agencyName(names, leadAgency),
    receivedAt: shortInstant(dossier.submittedAt),
    dueAt: 'dueAt' in dossier && dossier.dueAt !== undefined ? shortInstant(dossier.dueAt) : NOT_YET,
    returnedAt: dossier.status === 'returned' ? shortInstant(dossier.returnedAt) : NOT_YET,
    method: method === undefined ? NOT_YET : METHODS[method][names.language],
  };
}
