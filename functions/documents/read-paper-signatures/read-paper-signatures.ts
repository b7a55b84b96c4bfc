import type * as z from 'zod';
import { unreadableForSignatures } from '#domain/documents/report-on-signatures';
import type { ReadingLog } from '#domain/documents/reading-log';
import type { SignatureVerifier } from '#domain/documents/signature-report';
import { paperVaultKey, type Vault } from '#domain/documents/vault';
import { requireReadable } from '#domain/dossiers/checked-papers';
import { ownEntry } from '#domain/dossiers/own-entry';
import type { BundleFiles } from '#domain/keeping/bundle-files';
import { toIso } from '#domain/kernel/instant';
import { actorOf } from '#functions/platform/actor';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import type { paperPath } from '#functions/platform/paths';
import { placeInVault } from '#functions/platform/place-in-vault';
import { EdgeProblem } from '#functions/platform/problem';

interface Dependencies extends LoadDossierTools {
  readonly vault: Pick<Vault, 'read'>;
  readonly verifier: SignatureVerifier;
  readonly readings: Pick<ReadingLog, 'note'>;
  /** For files of dossiers that ended long ago. */
  readonly bundles: Pick<BundleFiles, 'extract'>;
}

const PDF = 'application/pdf';

/**
 * Whether the signatures of a paper hold; of the paper in the vault, which is the one that was checked. A report names people,
 * so that who was given one is noted as if he had read the paper.
 */
export async function readPaperSignatures(deps: Dependencies, { principal, path, now }: ReadRequest<z.infer<typeof paperPath>>): Promise<HttpAnswer> {
  const dossier = await loadDossier(deps, { reference: path.dossierId, action: 'ReadPaper', principal });
  const paper = ownEntry(dossier.papers, path.paperId);
  if (paper === undefined) throw new EdgeProblem('paper-not-found');
  const { foundType = paper.contentType, vaultVersion } = requireReadable(paper);
  if (foundType !== PDF) return { status: 200, body: unreadableForSignatures('not-pdf') };
  const from = { key: paperVaultKey({ dossierId: dossier.id, paperId: paper.id }), versionId: vaultVersion };
  const { key, versionId } = await placeInVault(deps.bundles, dossier, { from, now });
  const bytes = await deps.vault.read(key, versionId);
  if (bytes === undefined) throw new Error(`The vault does not hold paper ${paper.id} of ${dossier.id}`);
  await deps.readings.note(dossier.id, { at: toIso(now), by: actorOf(principal), what: { kind: 'paper-signatures', id: paper.id } });
  return { status: 200, body: await deps.verifier.verify(bytes, paper.receivedAt ?? toIso(now)) };
}
