import * as z from 'zod';
import { givenFor, type resultData } from '#domain/documents/forms/result-data';
import type { DocumentData, DocumentLanguage } from '#domain/documents/rendering';
import type { DocumentTemplate } from '#domain/documents/template';
import { dayInWords } from '#domain/documents/words-for-people';
import { bilingualText } from '#domain/kernel/text';
import type { ProcedureDefinition } from '#domain/procedures/procedure';
import sampleJson from '../sample-result.json' with { type: 'json' };

const said = z.string().min(1);
const sample = z
  .object({
    code: said,
    number: said,
    documentNumber: said,
    day: z.iso.date(),
    agency: z.object({ name: bilingualText, superior: bilingualText, seat: bilingualText }).strict(),
    applicant: z.object({ fullName: said, identityNumber: said, address: said, phone: said, email: said }).strict(),
  })
  .strict()
  .parse(sampleJson);

/** The instant a sample claims to be made at, so that it is the same whenever it is looked at. */
export const SAMPLE_MADE_AT = `${sample.day}T01:00:00.000Z`;

/** What a result of a procedure could say: nobody's data, and the template's own answers to its questions. */
export function sampleResult(template: DocumentTemplate, procedure: Pick<ProcedureDefinition, 'code' | 'name'>, language: DocumentLanguage): DocumentData {
  const { code, number, documentNumber, day, agency, applicant } = sample;
  const answers = Object.fromEntries(template.asks.map((ask) => [ask.name, ask.sample]));
  const data: z.infer<typeof resultData> = {
    code,
    number,
    documentNumber,
    agency: { name: agency.name[language], nameInCapitals: agency.name[language].toLocaleUpperCase(language), superiorInCapitals: agency.superior[language].toLocaleUpperCase(language) },
    placeAndDate: `${agency.seat[language]}, ${dayInWords(day, language)}`,
    applicant,
    procedure: { code: procedure.code, name: procedure.name[language] },
  };
  return { ...data, given: givenFor(template.asks, { answers, form: {}, language }) };
}
