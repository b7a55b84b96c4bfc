import type * as z from 'zod';
import { findDocument } from '#domain/documents/find-document';
import type { SignatureVerifier } from '#domain/documents/signature-report';
import { documentVaultKey, type Vault } from '#domain/documents/vault';
import { toIso } from '#domain/kernel/instant';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import type { documentPath } from '#functions/platform/paths';

interface Dependencies extends LoadDossierTools {
  readonly vault: Pick<Vault, 'read'>;
  readonly verifier: SignatureVerifier;
}

/** Whether the signatures of what an agency wrote hold: of the bytes that are given out, not of what the record says. */
export async function readDocumentSignatures(deps: Dependencies, { principal, path, now }: ReadRequest<z.infer<typeof documentPath>>): Promise<HttpAnswer> {
  const { documentId } = path;
  const dossier = await loadDossier(deps, { reference: path.dossierId, action: 'ReadDocumentContent', principal, documentId });
  const { file } = findDocument(dossier, documentId);
  const bytes = await deps.vault.read(documentVaultKey({ dossierId: dossier.id, documentId, revision: file.revision }));
  if (bytes === undefined) throw new Error(`The vault does not hold document ${documentId} of ${dossier.id}`);
  return { status: 200, body: await deps.verifier.verify(bytes, toIso(now)) };
}
