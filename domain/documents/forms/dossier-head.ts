import type * as z from 'zod';
import type { FormSource } from '#domain/documents/forms/form-source';
import type { shownAgency, shownDossierHead } from '#domain/documents/forms/shown-words';
import type { DocumentLanguage } from '#domain/documents/rendering';
import { dateInWords } from '#domain/documents/words-for-people';

/** What every form about one dossier begins with. */
export function dossierHead(source: FormSource, at: string): z.infer<typeof shownDossierHead> {
  const { dossier, procedure, language } = source;
  const { fullName, identityNumber, address, phone, email } = dossier.application.applicant;
  return {
    code: dossier.code,
    number: numberOf(dossier.code),
    agency: agencyWords(source, dossier.receivingAgency),
    placeAndDate: placeAndDate(source, { agency: dossier.receivingAgency, at }),
    applicant: { fullName, identityNumber, ...(address !== undefined && { address }), ...(phone !== undefined && { phone }), ...(email !== undefined && { email }) },
    procedure: { code: procedure.code, name: procedure.name[language] },
  };
}

type Names = Pick<FormSource, 'agencies' | 'language'>;

/** An agency's name; its code when the register no longer knows it, so that nothing is left unsaid. */
export function agencyName({ agencies, language }: Names, code: string): string {
  return agencies.get(code)?.name[language] ?? code;
}

/** An agency as the head of its document names it. */
export function agencyWords(names: Names, code: string): z.infer<typeof shownAgency> {
  const name = agencyName(names, code);
  const parent = names.agencies.get(code)?.parent;
  return { name, nameInCapitals: inCapitals(name, names.language), ...(parent !== undefined && { superiorInCapitals: inCapitals(agencyName(names, parent), names.language) }) };
}

/** `An Hòa, ngày 26 tháng 11 năm 2026`; the date alone while the register does not say where the agency sits. */
export function placeAndDate({ agencies, language }: Names, { agency, at }: { readonly agency: string; readonly at: string }): string {
  const seat = agencies.get(agency)?.seat?.[language];
  const date = dateInWords(at, language);
  return seat === undefined ? date.slice(0, 1).toLocaleUpperCase('vi') + date.slice(1) : `${seat}, ${date}`;
}

/** A dossier's day and its number in it, the unique part of its code within the agency. */
function numberOf(code: string): string {
  return code.slice(code.indexOf('-') + 1);
}

function inCapitals(text: string, language: DocumentLanguage): string {
  return text.toLocaleUpperCase(language);
}
