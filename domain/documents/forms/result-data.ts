import * as z from 'zod';
import { agencyWords, dossierHead, placeAndDate } from '#domain/documents/forms/dossier-head';
import type { FormSource } from '#domain/documents/forms/form-source';
import { said, shownDossierHead } from '#domain/documents/forms/shown-words';
import { dayInWords } from '#domain/documents/words-for-people';
import type { DocumentData, DocumentLanguage } from '#domain/documents/rendering';
import type { DocumentTemplate, TemplateAsk } from '#domain/documents/template';
import type { Application } from '#domain/dossiers/parts';
import { DomainError } from '#domain/kernel/domain-error';

/** What every result shows besides what its template asks for (`given.…`). */
export const resultData = shownDossierHead.extend({ documentNumber: said }).strict();

const day = z.iso.date();

/** What the officer who drafts a result says, by the names of the template's questions. */
type Answers = Readonly<Record<string, string | number>>;

interface Draft {
  /** The agency whose result it is. */
  readonly agency: string;
  readonly documentNumber: string;
  readonly answers: Answers;
  readonly at: string;
}

/**
 * What a result says: the dossier, and the answers to the template's questions, taken from the application's form where the officer said nothing.
 * @throws DomainError `result-answers-wrong` naming what is missing, unknown or of the wrong kind
 */
export function resultContent(template: Pick<DocumentTemplate, 'asks'>, source: FormSource, { agency, documentNumber, answers, at }: Draft): DocumentData {
  const head: z.infer<typeof resultData> = { ...dossierHead(source, at), agency: agencyWords(source, agency), placeAndDate: placeAndDate(source, { agency, at }), documentNumber };
  return { ...head, given: givenFor(template.asks, { answers, form: source.dossier.application.form, language: source.language }) };
}

interface Given {
  readonly answers: Answers;
  readonly form: Application['form'];
  readonly language: DocumentLanguage;
}

/** The answers as they are shown; also used for a sample, whose answers are the template's own. */
export function givenFor(asks: readonly TemplateAsk[], { answers, form, language }: Given): DocumentData {
  const values = asks.map((ask) => ({ ask, value: answers[ask.name] ?? (ask.fromForm === undefined ? undefined : form[ask.fromForm]) }));
  const faults = [
    ...Object.keys(answers).filter((name) => asks.every((ask) => ask.name !== name)).map((name) => ({ pointer: `/answers/${name}`, problem: 'the template does not ask for it' })),
    ...values.flatMap(({ ask, value }) => faultOf(ask, value)),
  ];
  if (faults.length > 0) throw answersWrong(faults);
  return Object.fromEntries(values.flatMap(({ ask, value }) => (value === undefined ? [] : [[ask.name, shown(ask, value, language)]])));
}

type Value = Application['form'][string] | undefined;

function faultOf({ name, kind, required }: TemplateAsk, value: Value): { pointer: string; problem: string }[] {
  const pointer = `/answers/${name}`;
  if (value === undefined) return required ? [{ pointer, problem: 'is missing' }] : [];
  if (kind === 'number') return typeof value === 'number' ? [] : [{ pointer, problem: 'must be a number' }];
  if (kind === 'date') return isDay(value) ? [] : [{ pointer, problem: 'must be a date such as 2026-11-26' }];
  return typeof value === 'string' && value.trim() !== '' ? [] : [{ pointer, problem: 'must be text' }];
}

function isDay(value: Value): boolean {
  return typeof value === 'string' && day.safeParse(value).success;
}

function shown({ kind }: TemplateAsk, value: NonNullable<Value>, language: DocumentLanguage): string {
  if (kind === 'date') return dayInWords(String(value), language);
  if (kind === 'number') return Number(value).toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
  return String(value);
}

function answersWrong(fields: readonly { pointer: string; problem: string }[]): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'result-answers-wrong',
    mend: { vi: 'Bổ sung hoặc sửa các nội dung được nêu của văn bản kết quả.', en: 'Add or mend what is named of the result.' },
    fields,
  });
}
