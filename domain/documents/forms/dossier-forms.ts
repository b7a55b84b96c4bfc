import * as z from 'zod';
import { apologyContent } from '#domain/documents/forms/apology-data';
import { controlSheetContent } from '#domain/documents/forms/control-sheet-data';
import type { FormContent, FormSource } from '#domain/documents/forms/form-source';
import { receiptContent } from '#domain/documents/forms/receipt-data';
import { refusalContent } from '#domain/documents/forms/refusal-data';
import { stopNoticeContent } from '#domain/documents/forms/stop-notice-data';
import { supplementRequestContent } from '#domain/documents/forms/supplement-request-data';
import { DomainError } from '#domain/kernel/domain-error';

/** The forms of Circular 03/2025/TT-VPCP that tell of one dossier (domain.md §2.2), by the words of their templates. */
export const dossierForm = z.enum(['receipt', 'supplement-request', 'refusal', 'apology', 'stop-notice', 'control-sheet']).meta({
  description: 'Forms of Circular 03/2025/TT-VPCP: `receipt` 01, `supplement-request` 02, `refusal` 03, `apology` 04, `stop-notice` 05, `control-sheet` 06.',
});
export type DossierForm = z.infer<typeof dossierForm>;

const contents: Readonly<Record<DossierForm, (source: FormSource) => FormContent | undefined>> = {
  receipt: receiptContent,
  'supplement-request': supplementRequestContent,
  refusal: refusalContent,
  apology: apologyContent,
  'stop-notice': stopNoticeContent,
  'control-sheet': controlSheetContent,
};

/**
 * What a form says about a dossier.
 * @throws DomainError `form-not-reached` when what it tells of has not happened
 */
export function formContent(form: DossierForm, source: FormSource): FormContent {
  const content = contents[form](source);
  if (content === undefined) throw formNotReached();
  return content;
}

/** What the form tells of has not happened to the dossier. */
export function formNotReached(): DomainError {
  return new DomainError({
    kind: 'forbidden-by-state',
    code: 'form-not-reached',
    mend: { vi: 'Hồ sơ chưa đến bước mà biểu mẫu này ghi nhận; hãy xem tình trạng hồ sơ.', en: 'What this form tells of has not happened to the dossier; read its status first.' },
  });
}
