import type { QuarantinedPaper } from '#domain/documents/paper-intake';
import { type BundledPaper, type ScanBundle, scanBundles } from '#domain/documents/scan-bundle';
import type { Dossier } from '#domain/dossiers/dossier';
import { logInfo } from '#functions/platform/logger';
import { recordPaperCheck } from '#functions/platform/record-paper-check';
import { sha256Of } from '#functions/platform/sha256-of';
import { clearKept } from '#functions/platform/paper-checks/clear-kept';
import { type JudgeTools, lookInto, slotOf } from '#functions/platform/paper-checks/look-into';
import type { Judgement, ScanEvent } from '#functions/platform/paper-checks/scan-event';

/**
 * One verdict on all papers of a hand-in. It holds for exactly the versions and bytes the bundle's name tells, and only when
 * nothing was found and every paper is what it says it is: a file in disguise may have kept the scanner from the others.
 * Else each is scanned by itself, so that the applicant is told which one is bad. What the scanner says of where in the
 * bundle the threat lies is not asked for: it need not name all of them.
 */
export async function judgeBundle(tools: JudgeTools, { dossierId, name }: Pick<ScanBundle, 'dossierId' | 'name'>, detail: ScanEvent['detail']): Promise<Judgement> {
  const dossier = await tools.store.load(dossierId);
  const bundle = dossier && scanBundles(dossier, sha256Of).find((each) => each.name === name);
  if (dossier === undefined || bundle === undefined) return { outcome: 'not-ours' };
  const open = bundle.papers.filter(({ check }) => check === undefined);
  if (open.length === 0) {
    await clearKept(tools.intake, dossier, bundle.papers.map((paper) => placeOf(dossier, paper)));
    return { outcome: 'known' };
  }
  const outcome = await judged(tools, { dossier, bundle, open, detail });
  logInfo('bundle of papers judged', { dossierId, count: open.length, outcome });
  return { outcome };
}

interface Opened {
  readonly dossier: Dossier;
  readonly bundle: ScanBundle;
  /** Those nobody has judged yet. */
  readonly open: readonly BundledPaper[];
  readonly detail: ScanEvent['detail'];
}

async function judged(tools: JudgeTools, opened: Opened): Promise<'accepted' | 'scanned-singly'> {
  switch (opened.detail.scanResultDetails.scanResultStatus) {
    case 'ACCESS_DENIED':
    case 'FAILED':
      throw new Error(`The scanner could not scan a bundle of papers: ${opened.detail.scanResultDetails.scanResultStatus}`);
    case 'THREATS_FOUND':
    case 'UNSUPPORTED':
      return singly(tools, opened, opened.open);
    case 'NO_THREATS_FOUND':
      return lookIntoAll(tools, opened);
  }
}

async function lookIntoAll(tools: JudgeTools, opened: Opened): Promise<'accepted' | 'scanned-singly'> {
  const { dossier, bundle, open, detail } = opened;
  const looks = await Promise.all(
    open.map(async (paper) => ({ paper, found: await lookInto(tools, { quarantined: placeOf(dossier, paper), paper, slot: await slotOf(tools, dossier, paper), detail }) })),
  );
  const refused = looks.flatMap(({ found }) => ('refused' in found ? [found.refused] : []));
  if (refused.length > 0) await recordPaperCheck(tools, dossier.id, refused);
  if (refused.length > 0 || bundle.papers.some(({ check }) => check?.outcome === 'refused')) {
    return singly(tools, opened, looks.flatMap(({ paper, found }) => ('refused' in found ? [] : [paper])));
  }
  const kept = await Promise.all(looks.flatMap(({ found }) => ('keep' in found ? [found.keep()] : [])));
  await clearKept(tools.intake, await recordPaperCheck(tools, dossier.id, kept), open.map((paper) => placeOf(dossier, paper)));
  return 'accepted';
}

async function singly({ intake }: JudgeTools, { dossier }: Opened, papers: readonly BundledPaper[]): Promise<'scanned-singly'> {
  await Promise.all(papers.map((paper) => intake.scanSingly(placeOf(dossier, paper))));
  return 'scanned-singly';
}

function placeOf({ id }: Dossier, { id: paperId, scan, objectVersion }: BundledPaper): QuarantinedPaper {
  return { dossierId: id, paperId, scan, objectVersion };
}
