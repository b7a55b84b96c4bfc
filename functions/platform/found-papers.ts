import type { FoundPaper } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import type { PaperStore } from '#domain/dossiers/paper-store';

/** Looks into quarantine for every paper that was granted and not yet received; what is not there is not in the answer. */
export async function findPapers(dossier: Dossier, papers: PaperStore): Promise<FoundPaper[]> {
  const waiting = Object.values(dossier.papers).filter((paper) => paper.state === 'granted');
  const found = await Promise.all(
    waiting.map(async (paper): Promise<FoundPaper[]> => {
      const object = await papers.inspect({ dossierId: dossier.id, paperId: paper.id, scan: paper.scan });
      return object === undefined ? [] : [{ paperId: paper.id, sha256: object.sha256, sizeBytes: object.sizeBytes, objectVersion: object.objectVersion }];
    }),
  );
  return found.flat();
}
