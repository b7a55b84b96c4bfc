import type { PaperIntake } from '#domain/documents/paper-intake';
import { scanBundles, type ScanOrder } from '#domain/documents/scan-bundle';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import { logInfo } from '#functions/platform/logger';
import { sha256Of } from '#functions/platform/sha256-of';

interface Dependencies {
  readonly store: Pick<DossierStore, 'load'>;
  readonly intake: Pick<PaperIntake, 'layBundle' | 'scanSingly'>;
}

/** Lays what a dossier handed in before the scanner, as the record says: all of it as one object, and a paper that is alone as it is. */
export async function layBundles({ store, intake }: Dependencies, { dossierId }: ScanOrder): Promise<void> {
  const dossier = await store.load(dossierId);
  if (dossier === undefined) return;
  for (const bundle of scanBundles(dossier, sha256Of)) {
    const [first, ...others] = bundle.papers.filter(({ check }) => check === undefined);
    if (first === undefined) continue;
    if (bundle.papers.length === 1) await intake.scanSingly({ dossierId, paperId: first.id, scan: first.scan, objectVersion: first.objectVersion });
    else await intake.layBundle(bundle);
    logInfo('papers laid before the scanner', { dossierId, count: others.length + 1 });
  }
}
