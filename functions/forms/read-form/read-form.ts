import type * as z from 'zod';
import type { formQuery } from '#domain/documents/form-query';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import { documentAnswer } from '#functions/platform/document-answer';
import { formOrder } from '#functions/platform/form-order';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { Addressed, ReadRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import type { StatementTools } from '#functions/platform/receipt-qr';
import { type FormTools, renderForm } from '#functions/platform/render-form';
import type { formPath } from './contract.ts';

type Request = ReadRequest<z.infer<typeof formPath>, z.infer<typeof formQuery>> & Addressed;

interface Dependencies extends FormTools, LoadDossierTools {
  readonly store: DossierStore;
  readonly receipts: StatementTools;
}

/** A form about a dossier, drawn from the record. */
export async function readForm({ receipts, ...tools }: Dependencies, { principal, path, query, origin }: Request): Promise<HttpAnswer> {
  const action = path.form === 'control-sheet' ? 'ReadControlSheet' : 'ReadForm';
  const dossier = await loadDossier(tools, { reference: path.dossierId, action, principal });
  const { pdf } = await renderForm(tools, dossier, formOrder(receipts, { form: path.form, language: query.language, origin }));
  return documentAnswer({ bytes: pdf, contentType: 'application/pdf', fileName: `${path.form}-${'code' in dossier ? dossier.code : dossier.id}.pdf` });
}
