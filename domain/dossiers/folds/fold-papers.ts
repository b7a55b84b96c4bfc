import type { Dossier } from '#domain/dossiers/dossier';
import type { EventOf } from '#domain/dossiers/event';
import type { Paper } from '#domain/dossiers/parts';

type PaperEvent = EventOf<'PapersDigitised'>;

interface Deed {
  readonly at: string;
  /** The subject of who did it. */
  readonly by: string;
}

/** What happens to papers besides coming in: the desk answers for its scans. */
export function foldPapers(dossier: Dossier, event: PaperEvent, deed: Deed): Dossier | undefined {
  const digitised = event.scans.map((scan) => digitisedPaper(dossier, scan, { ...deed, confirmation: event.confirmation }));
  const papers = digitised.filter((paper) => paper !== undefined);
  return papers.length < digitised.length ? undefined : { ...dossier, papers: { ...dossier.papers, ...Object.fromEntries(papers.map((paper) => [paper.id, paper])) } };
}

function digitisedPaper(dossier: Dossier, { paperId, ...scan }: PaperEvent['scans'][number], { at, by, confirmation }: Deed & Pick<PaperEvent, 'confirmation'>): Paper | undefined {
  const paper = dossier.papers[paperId];
  return paper && { ...paper, digitisation: { ...scan, confirmedBy: by, confirmedAt: at, confirmation } };
}
