import type * as z from 'zod';
import { findDocument } from '#domain/documents/find-document';
import type { ReadingLog } from '#domain/documents/reading-log';
import { documentVaultKey, type Vault } from '#domain/documents/vault';
import type { BundleFiles } from '#domain/keeping/bundle-files';
import { toIso } from '#domain/kernel/instant';
import { stepDefinition } from '#domain/routing/next-stage';
import { actorOf } from '#functions/platform/actor';
import { contextFor, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { loadDossier } from '#functions/platform/load-dossier';
import type { documentPath } from '#functions/platform/paths';
import { placeInVault } from '#functions/platform/place-in-vault';

export interface ContentTools extends ChangeDossierTools {
  readonly vault: Pick<Vault, 'addressOf'>;
  readonly readings: Pick<ReadingLog, 'note'>;
  /** For documents of dossiers that ended long ago. */
  readonly bundles: Pick<BundleFiles, 'extract'>;
}

const CONTENT_TYPE = 'application/pdf';

/**
 * A short-lived address of the present bytes. A draft is its agency's alone; an issued document is the applicant's and the
 * desk's too. Every reading is noted before the address is given.
 */
export async function readDocumentContent(tools: ContentTools, { principal, path, now, language }: ReadRequest<z.infer<typeof documentPath>>): Promise<HttpAnswer> {
  const { documentId } = path;
  const dossier = await loadDossier(tools, { reference: path.dossierId, action: 'ReadDocumentContent', principal, documentId });
  const { file, stepId = '', template } = findDocument(dossier, documentId);
  const { procedure } = await contextFor(tools, dossier, now);
  const title = stepDefinition(procedure, stepId)?.result?.name[language] ?? template.id;
  const fileName = `${title} ${dossier.status === 'draft' ? dossier.id : dossier.code}.pdf`;
  await tools.readings.note(dossier.id, { at: toIso(now), by: actorOf(principal), what: { kind: 'document', id: documentId } });
  const key = documentVaultKey({ dossierId: dossier.id, documentId, revision: file.revision });
  const place = await placeInVault(tools.bundles, dossier, { from: { key, versionId: file.versionId }, now });
  const address = await tools.vault.addressOf(place, { fileName, contentType: CONTENT_TYPE });
  return { status: 200, body: { ...address, fileName, contentType: CONTENT_TYPE, sha256: file.sha256, sizeBytes: file.sizeBytes } };
}
