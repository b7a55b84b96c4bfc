import * as z from 'zod';
import { termWords } from '#domain/deadlines/ledger-in-words';
import { dossierHead } from '#domain/documents/forms/dossier-head';
import { lastOf, receivedBefore, type FormContent, type FormSource } from '#domain/documents/forms/form-source';
import { said, shownDossierHead } from '#domain/documents/forms/shown-words';
import type { DocumentLanguage } from '#domain/documents/rendering';
import { instantInWords } from '#domain/documents/words-for-people';
import { paperForm } from '#domain/dossiers/paper-form';
import type { Paper } from '#domain/dossiers/parts';
import { chooseCase, termFor } from '#domain/procedures/choose-case';
import type { Channel } from '#domain/procedures/procedure';

/** What form 01, the receipt with the appointment, shows. */
export const receiptData = shownDossierHead
  .extend({
    papers: z.array(z.object({ name: said, form: said }).strict()),
    term: said,
    receivedAt: said,
    dueAt: said,
    channel: said,
  })
  .strict();

const CHANNELS: Readonly<Record<Channel, Readonly<Record<DocumentLanguage, string>>>> = {
  online: { vi: 'Trực tuyến', en: 'online' },
  desk: { vi: 'Trực tiếp tại bộ phận một cửa', en: 'at the one-stop desk' },
  post: { vi: 'Qua dịch vụ bưu chính công ích', en: 'by public post' },
};

const CONDITIONS = {
  original: { vi: 'Bản chính', en: 'original' },
  'certified-copy': { vi: 'Bản sao chứng thực', en: 'certified copy' },
  copy: { vi: 'Bản chụp', en: 'photocopy' },
} as const;

const FORMS = {
  electronic: { vi: 'Bản điện tử', en: 'electronic' },
  digitised: { vi: 'Bản số hóa', en: 'scanned' },
  'not-digitised': { vi: 'Bản giấy', en: 'on paper' },
  're-used-paper': { vi: 'Khai thác từ kho dữ liệu', en: 'from the electronic store' },
  're-used-result': { vi: 'Khai thác từ kho dữ liệu', en: 'from the electronic store' },
} as const;

/** The acceptance that form 01 tells of: one with an appointment. */
export function receiptMoment(events: FormSource['events']) {
  const accepted = lastOf(events, 'DossierAccepted');
  const dueAt = accepted?.event.dueAt;
  return accepted === undefined || dueAt === undefined ? undefined : { ...accepted, dueAt };
}

/** Form 01 (Circular 03/2025/TT-VPCP), from the acceptance on. */
export function receiptContent(source: FormSource): FormContent | undefined {
  const { events, dossier, procedure, language } = source;
  const accepted = receiptMoment(events);
  if (accepted === undefined) return undefined;
  const data: z.infer<typeof receiptData> = {
    ...dossierHead(source, accepted.at),
    papers: papersBy(source, accepted.at),
    term: termWords(termFor(chooseCase(procedure, dossier.choices), dossier.channel), language),
    receivedAt: instantInWords(receivedBefore(source, accepted.seq), language),
    dueAt: instantInWords(accepted.dueAt, language),
    channel: CHANNELS[dossier.channel][language],
  };
  return { data, madeAt: accepted.at, seq: accepted.seq };
}

/** The papers that had come in by an instant, by the names the procedure has for them. */
export function papersBy(source: FormSource, at: string): { name: string; form: string }[] {
  const received = Object.values(source.dossier.papers).filter(({ state, receivedAt }) => state === 'received' && (receivedAt ?? '') <= at);
  return received.map((paper) => ({ name: paperName(source, paper), form: formInWords(source, paper) }));
}

function paperName({ procedure, language }: FormSource, { slot, fileName }: Paper): string {
  return procedure.papers.find((each) => each.slot === slot)?.name[language] ?? fileName;
}

function formInWords({ dossier, language }: FormSource, paper: Paper): string {
  if (paper.digitisation !== undefined) return CONDITIONS[paper.digitisation.condition][language];
  return FORMS[paperForm(paper, dossier.channel) ?? 'electronic'][language];
}
