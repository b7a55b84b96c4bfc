import type { PaperIntake } from '#domain/documents/paper-intake';
import { scanBundles, type ScanOrder } from '#domain/documents/scan-bundle';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import { logInfo } from '#functions/platform/logger';
import { sha256Of } from '#functions/platform/sha256-of';

interface Dependencies {
  readonly store: Pick<DossierStore, 'load'>;
  readonly intake: Pick<PaperIntake, 'layBundle' | 'scanSingly'>;
}

/**
 * Lays what a dossier handed in before the scanner, as the record says: all of it as one object, and a paper that is alone as
 * it is. Where some were scanned by themselves meanwhile, and lie in the vault, so are the others.
 */
export async function layBundles({ store, intake }: Dependencies, { dossierId }: ScanOrder): Promise<void> {
  const dossier = await store.load(dossierId);
  if (dossier === undefined) return;
  for (const bundle of scanBundles(dossier, sha256Of)) {
    const open = bundle.papers.filter(({ check }) => check === undefined);
    if (open.length === 0) continue;
    if (open.length > 1 && open.length === bundle.papers.length) await intake.layBundle(bundle);
    else await Promise.all(open.map(({ id: paperId, scan, objectVersion }) => intake.scanSingly({ dossierId, paperId, scan, objectVersion })));
    logInfo('papers laid before the scanner', { dossierId, count: open.length });
  }
}
