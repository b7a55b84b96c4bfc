import type * as z from 'zod';
import { SAMPLE_MADE_AT, sampleResult } from '#domain/documents/forms/sample-result';
import type { DocumentRenderer } from '#domain/documents/rendering';
import { findTemplate, unknownTemplate } from '#domain/documents/templates';
import { dayOfReceipt } from '#domain/dossiers/dossier-code';
import type { Authoriser } from '#domain/kernel/authoriser';
import { procedureNotFound } from '#domain/procedures/procedure-not-found';
import type { ProcedureStore } from '#domain/procedures/procedure-store';
import { documentAnswer } from '#functions/platform/document-answer';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { EdgeProblem } from '#functions/platform/problem';
import type { previewQuery, templatePath } from './contract.ts';

interface Dependencies {
  readonly procedures: Pick<ProcedureStore, 'version' | 'inForce'>;
  readonly authoriser: Authoriser;
  readonly renderer: DocumentRenderer;
}

type Request = ReadRequest<z.infer<typeof templatePath>, z.infer<typeof previewQuery>>;

/** A result as a version of a procedure would have it drawn, with nobody's data. */
export async function previewTemplate({ procedures, authoriser, renderer }: Dependencies, { principal, path, query, now }: Request): Promise<HttpAnswer> {
  if (!authoriser.authorise({ principal, action: 'PreviewTemplate', resource: undefined })) throw new EdgeProblem('not-allowed');
  const { procedureCode, templateId } = path;
  const { version, language } = query;
  const procedure = version === undefined ? await procedures.inForce(procedureCode, dayOfReceipt(now)) : await procedures.version(procedureCode, version);
  if (procedure === undefined) throw procedureNotFound();
  const named = procedure.stages.flatMap(({ steps }) => steps).flatMap(({ result }) => result?.template ?? []).find(({ id }) => id === templateId);
  if (named === undefined) throw unknownTemplate();
  const template = findTemplate(named);
  const { pdf } = await renderer.render({ template: named, language, data: sampleResult(template, procedure, language), qr: SAMPLE_QR, madeAt: SAMPLE_MADE_AT, sample: true });
  return documentAnswer({ bytes: pdf, contentType: 'application/pdf', fileName: `sample-${templateId}.pdf` });
}

/** Says what it is to whoever scans it. */
const SAMPLE_QR = 'BẢN XEM THỬ / SAMPLE';
