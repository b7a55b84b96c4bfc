import type { FoundPaper } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import { ownEntry } from '#domain/dossiers/own-entry';
import type { PaperStore } from '#domain/dossiers/paper-store';
import type { Paper } from '#domain/dossiers/parts';

/**
 * Looks into quarantine for every paper that was granted and not yet received; what is not there is not in the answer. One that
 * was accepted lies in the vault by now, with the very bytes that were announced: the record knows it.
 * @param again reads the dossier anew when a paper is missing: it may have been accepted, and left quarantine, since it was read
 */
export async function findPapers(dossier: Dossier, papers: PaperStore, again: () => Promise<Dossier | undefined> = async () => undefined): Promise<FoundPaper[]> {
  const waiting = Object.values(dossier.papers).filter((paper) => paper.state === 'granted');
  const found = await Promise.all(waiting.map(async (paper) => accepted(paper) ?? lying(dossier, paper, papers)));
  if (found.every((each) => each !== undefined)) return found;
  const anew = await again();
  return waiting.flatMap((paper, index) => found[index] ?? accepted(anew && ownEntry(anew.papers, paper.id)) ?? []);
}

function accepted(paper: Paper | undefined): FoundPaper | undefined {
  if (paper?.check?.outcome !== 'accepted' || paper.objectVersion === undefined) return undefined;
  return { paperId: paper.id, sha256: paper.sha256, sizeBytes: paper.sizeBytes, objectVersion: paper.objectVersion };
}

async function lying({ id: dossierId }: Dossier, { id: paperId, scan }: Paper, papers: PaperStore): Promise<FoundPaper | undefined> {
  const object = await papers.inspect({ dossierId, paperId, scan });
  return object && { paperId, sha256: object.sha256, sizeBytes: object.sizeBytes, objectVersion: object.objectVersion };
}
