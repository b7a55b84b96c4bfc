import type { Vault } from '#domain/documents/vault';
import { dayIndexKey, dayPageKey } from '#domain/log/day-files';
import { dayIndex, leafPage, type LeafProof, pageOfDossier, proveLeaf } from '#domain/log/day-tree';
import type { SealedDay } from '#domain/log/sealed-day';
import { chainTools } from '#functions/platform/chain-tools';

/**
 * Where a dossier stands in a sealed day, with its path: two objects are read, however many dossiers the day had.
 * @throws Error when the leaves of a sealed day are gone
 */
export async function findLeaf(vault: Pick<Vault, 'read'>, day: SealedDay, dossierId: string): Promise<LeafProof | undefined> {
  if (day.size === 0) return undefined;
  const index = dayIndex.parse(await readJson(vault, dayIndexKey(day)));
  const page = pageOfDossier(index, dossierId);
  if (page === undefined) return undefined;
  const leaves = leafPage.parse(await readJson(vault, dayPageKey(day, page)));
  return proveLeaf(chainTools.sha256, index, { page, leaves, dossierId });
}

/** @throws Error when there is no such file */
export async function readJson(vault: Pick<Vault, 'read'>, key: string): Promise<unknown> {
  const bytes = await vault.read(key);
  if (bytes === undefined) throw new Error(`The vault has no ${key}`);
  return JSON.parse(new TextDecoder().decode(bytes));
}
