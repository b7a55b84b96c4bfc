import type { DecisionContext } from '#domain/dossiers/context';
import type { GrantPapers, PaperToGrant } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import type { Paper } from '#domain/dossiers/parts';
import { isScannedInBundle } from '#domain/documents/scan-bundle';
import { refusedPapers } from '#domain/dossiers/checked-papers';
import { takesReplacements } from '#domain/dossiers/moves/record-paper-check';
import { reusePapers } from '#domain/dossiers/moves/reuse-papers';
import { partSizes } from '#domain/dossiers/upload-in-parts';
import { requireStatus, ruleBroken } from '#domain/dossiers/violations';
import { toIso } from '#domain/kernel/instant';
import { limitsOf, type PaperLimits } from '#domain/procedures/paper-limits';
import { applies } from '#domain/procedures/procedure';

/** One dossier holds at most this many papers; a transaction of DynamoDB takes 100 items. */
const MAX_PAPERS = 60;

/**
 * Allows the upload of papers, or takes them from the electronic store, while the applicant may still change the dossier;
 * after hand-in only in place of a paper that was refused when it was looked into.
 */
export function grantPapers(dossier: Dossier | undefined, command: GrantPapers, context: DecisionContext): DossierEvent[] {
  const { papers, reused = [] } = command;
  const open = requireTakesPapers(dossier, [...papers, ...reused].map(({ slot }) => slot), papers.length > 0);
  if (Object.keys(open.papers).length + papers.length + reused.length > MAX_PAPERS) {
    throw ruleBroken('too-many-papers', { vi: `Một hồ sơ có tối đa ${MAX_PAPERS} giấy tờ.`, en: `A dossier holds at most ${MAX_PAPERS} papers; put several pages into one file.` });
  }
  const faults = papers.flatMap((paper, index) => faultsOf(paper, index, { dossier: open, context }));
  if (faults.length > 0) {
    throw ruleBroken('paper-not-acceptable', { vi: 'Giấy tờ không đúng yêu cầu của thủ tục.', en: 'A paper does not fit what the procedure asks for; mend the fields named.' }, faults);
  }
  const granted: DossierEvent[] = papers.length === 0 && reused.length > 0 ? [] : [{ type: 'PapersGranted', papers: papers.map((paper) => grantedPaper(paper, { dossier: open, context })) }];
  return [...granted, ...reusePapers(open, reused, context)];
}

/**
 * One that comes in place of a refused one is scanned when it arrives, because nobody hands it in; and so is one that comes in
 * parts, which is as large as a bundle may be.
 */
function grantedPaper({ inParts, ...paper }: PaperToGrant, { dossier, context }: { readonly dossier: Dossier; readonly context: DecisionContext }): Paper {
  const isBundled = inParts === undefined && !takesReplacements(dossier) && isScannedInBundle(context.procedure, paper);
  return { ...paper, ...(isBundled && { scan: 'bundle' }), state: 'granted', grantedAt: toIso(context.now) };
}

const WHEN = {
  vi: 'Chỉ nộp thêm giấy tờ khi chưa nộp hồ sơ, khi được yêu cầu bổ sung, hoặc để thay giấy tờ không được chấp nhận.',
  en: 'Papers are added before hand-in, when a supplement was asked for, or in place of a paper that was refused.',
};

/** The dossier, while papers of these slots may come in. @throws DomainError move-not-allowed */
export function requireTakesPapers(dossier: Dossier | undefined, slots: readonly string[], areUploaded = true): Dossier {
  if (dossier !== undefined && takesReplacements(dossier) && areUploaded) {
    const refused = refusedPapers(dossier.papers).map((paper) => paper.slot);
    if (slots.every((slot) => refused.includes(slot))) return dossier;
  }
  return requireStatus(dossier, ['draft', 'awaiting-supplement'], WHEN);
}

function faultsOf(paper: PaperToGrant, index: number, { dossier, context }: { dossier: Dossier; context: DecisionContext }) {
  const slot = context.procedure.papers.find((each) => each.slot === paper.slot && applies(each.when, dossier.choices));
  const at = (field: string, problem: string) => ({ pointer: `/papers/${index}/${field}`, problem });
  if (slot === undefined) {
    const known = context.procedure.papers.filter((each) => applies(each.when, dossier.choices)).map((each) => each.slot);
    return [at('slot', `unknown; this case takes: ${known.join(', ')}`)];
  }
  return [
    ...(slot.contentTypes.includes(paper.contentType) ? [] : [at('contentType', `must be one of ${slot.contentTypes.join(', ')}`)]),
    ...(paper.sizeBytes <= slot.maxBytes ? partFaults(paper, limitsOf(slot)).map((problem) => at('inParts', problem)) : [at('sizeBytes', `must be at most ${slot.maxBytes}`)]),
  ];
}

function partFaults({ sizeBytes, inParts }: PaperToGrant, { partsAboveBytes }: PaperLimits): string[] {
  if (sizeBytes <= partsAboveBytes) return inParts === undefined ? [] : [`only above ${partsAboveBytes} bytes`];
  if (inParts === undefined) return [`needed above ${partsAboveBytes} bytes`];
  const count = partSizes(sizeBytes, inParts).length;
  return inParts.sha256.length === count ? [] : [`must have ${count} hashes, one for each part`];
}
