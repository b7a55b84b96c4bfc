import type { VaultObject } from '#domain/documents/vault';
import type { Dossier } from '#domain/dossiers/dossier';
import type { BundleFiles } from '#domain/keeping/bundle-files';
import { bundledFile } from '#domain/keeping/bundle-plan';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';

type Place = Pick<VaultObject, 'key' | 'versionId'>;

/**
 * Where a paper or document of a dossier can be fetched from now: where it was put while it is to be had by itself, and once
 * the grace after the dossier's end is over, a copy that is brought back from the bundle and stays for a day.
 */
export async function placeInVault(bundles: Pick<BundleFiles, 'extract'>, dossier: Dossier, { from, now }: { readonly from: Place; readonly now: Temporal.Instant }): Promise<Place> {
  const bundle = 'bundle' in dossier ? dossier.bundle : undefined;
  if (bundle === undefined || toIso(now) < bundle.singlesUntil) return from;
  const file = bundledFile(dossier, from.key);
  if (file === undefined) return from;
  return bundles.extract({ bundle: { key: bundle.key, versionId: bundle.version }, file, to: `restored/${from.key}` });
}
