import type * as z from 'zod';
import { documentAnswer } from '#functions/platform/document-answer';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import { type FormTools, renderForm } from '#functions/platform/render-form';
import type { formPath, formQuery } from './contract.ts';

type Request = ReadRequest<z.infer<typeof formPath>, z.infer<typeof formQuery>>;

/** A form about a dossier, drawn from the record. */
export async function readForm(tools: FormTools & LoadDossierTools, { principal, path, query }: Request): Promise<HttpAnswer> {
  const action = path.form === 'control-sheet' ? 'ReadControlSheet' : 'ReadForm';
  const dossier = await loadDossier(tools, { reference: path.dossierId, action, principal });
  const { pdf } = await renderForm(tools, dossier, { form: path.form, language: query.language });
  return documentAnswer({ bytes: pdf, contentType: 'application/pdf', fileName: `${path.form}-${'code' in dossier ? dossier.code : dossier.id}.pdf` });
}
