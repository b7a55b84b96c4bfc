import type * as z from 'zod';
import type { ReadingLog } from '#domain/documents/reading-log';
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
  readonly vault: Pick<Vault, 'addressOf'>;
  readonly readings: Pick<ReadingLog, 'note'>;
  /** For papers of dossiers that ended long ago. */
  readonly bundles: Pick<BundleFiles, 'extract'>;
}

/** The address of one accepted paper, noted before it is given: a reading nobody noted does not happen. */
export async function readPaper(deps: Dependencies, { principal, path, now }: ReadRequest<z.infer<typeof paperPath>>): Promise<HttpAnswer> {
  const dossier = await loadDossier(deps, { reference: path.dossierId, action: 'ReadPaper', principal });
  const held = ownEntry(dossier.papers, path.paperId);
  if (held === undefined) throw new EdgeProblem('paper-not-found');
  const { vaultVersion, foundType } = requireReadable(held);
  const { fileName, sizeBytes, sha256 } = held;
  const contentType = foundType ?? held.contentType;
  const from = { key: paperVaultKey({ dossierId: dossier.id, paperId: held.id }), versionId: vaultVersion };
  const address = await deps.vault.addressOf(await placeInVault(deps.bundles, dossier, { from, now }), { fileName, contentType });
  await deps.readings.note(dossier.id, { at: toIso(now), by: actorOf(principal), what: { kind: 'paper', id: held.id } });
  return { status: 200, body: { ...address, fileName, contentType, sizeBytes, sha256 } };
}
