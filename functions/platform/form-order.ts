import type { DossierForm } from '#domain/documents/forms/dossier-forms';
import type { DocumentLanguage } from '#domain/documents/rendering';
import type { FiledDossier } from '#domain/dossiers/dossier';
import { receiptQr, type StatementTools } from '#functions/platform/receipt-qr';
import type { FormOrder } from '#functions/platform/render-form';

interface Asked {
  readonly form: DossierForm;
  readonly language: DocumentLanguage;
  readonly origin: string;
}

/** How a form is drawn, sealed or not: the receipt alone carries its statement as a QR code. */
export function formOrder(receipts: StatementTools, { form, language, origin }: Asked): FormOrder {
  const stated = async (dossier: FiledDossier) => (await receiptQr(receipts, { dossier, origin })).text;
  return { form, language, ...(form === 'receipt' && { qrFor: stated }) };
}
