import type * as z from 'zod';
import { findDocument } from '#domain/documents/find-document';
import type { ReadingLog } from '#domain/documents/reading-log';
import type { SignatureVerifier } from '#domain/documents/signature-report';
import { documentVaultKey, type Vault } from '#domain/documents/vault';
import type { BundleFiles } from '#domain/keeping/bundle-files';
import { toIso } from '#domain/kernel/instant';
import { actorOf } from '#functions/platform/actor';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import type { documentPath } from '#functions/platform/paths';
import { placeInVault } from '#functions/platform/place-in-vault';

interface Dependencies extends LoadDossierTools {
  readonly vault: Pick<Vault, 'read'>;
  readonly verifier: SignatureVerifier;
  readonly readings: Pick<ReadingLog, 'note'>;
  /** For files of dossiers that ended long ago. */
  readonly bundles: Pick<BundleFiles, 'extract'>;
}

/** Whether the signatures of what an agency wrote hold: of the bytes that are given out, not of what the record says. Each report is noted as a reading. */
export async function readDocumentSignatures(deps: Dependencies, { principal, path, now }: ReadRequest<z.infer<typeof documentPath>>): Promise<HttpAnswer> {
  const { documentId } = path;
  const dossier = await loadDossier(deps, { reference: path.dossierId, action: 'ReadDocumentContent', principal, documentId });
  const { file } = findDocument(dossier, documentId);
  const from = { key: documentVaultKey({ dossierId: dossier.id, documentId, revision: file.revision }), versionId: file.versionId };
  const { key, versionId } = await placeInVault(deps.bundles, dossier, { from, now });
  const bytes = await deps.vault.read(key, versionId);
  if (bytes === undefined) throw new Error(`The vault does not hold document ${documentId} of ${dossier.id}`);
  await deps.readings.note(dossier.id, { at: toIso(now), by: actorOf(principal), what: { kind: 'document-signatures', id: documentId } });
  return { status: 200, body: await deps.verifier.verify(bytes, toIso(now)) };
}
