import type * as z from 'zod';
import { unreadableForSignatures } from '#domain/documents/report-on-signatures';
import type { SignatureVerifier } from '#domain/documents/signature-report';
import { paperVaultKey, type Vault } from '#domain/documents/vault';
import { requireReadable } from '#domain/dossiers/checked-papers';
import { ownEntry } from '#domain/dossiers/own-entry';
import { toIso } from '#domain/kernel/instant';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import type { paperPath } from '#functions/platform/paths';
import { EdgeProblem } from '#functions/platform/problem';

interface Dependencies extends LoadDossierTools {
  readonly vault: Pick<Vault, 'read'>;
  readonly verifier: SignatureVerifier;
}

const PDF = 'application/pdf';

/** Whether the signatures of a paper hold; of the paper in the vault, which is the one that was checked. */
export async function readPaperSignatures(deps: Dependencies, { principal, path, now }: ReadRequest<z.infer<typeof paperPath>>): Promise<HttpAnswer> {
  const dossier = await loadDossier(deps, { reference: path.dossierId, action: 'ReadPaper', principal });
  const paper = ownEntry(dossier.papers, path.paperId);
  if (paper === undefined) throw new EdgeProblem('paper-not-found');
  const { foundType = paper.contentType } = requireReadable(paper);
  if (foundType !== PDF) return { status: 200, body: unreadableForSignatures('not-pdf') };
  const bytes = await deps.vault.read(paperVaultKey({ dossierId: dossier.id, paperId: paper.id }));
  if (bytes === undefined) throw new Error(`The vault does not hold paper ${paper.id} of ${dossier.id}`);
  return { status: 200, body: await deps.verifier.verify(bytes, paper.receivedAt ?? toIso(now)) };
}
