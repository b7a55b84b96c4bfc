import type { DecisionContext } from '#domain/dossiers/context';
import type { GrantPapers, PaperToGrant } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { isScannedInBundle } from '#domain/documents/scan-bundle';
import { refusedPapers } from '#domain/dossiers/checked-papers';
import { takesReplacements } from '#domain/dossiers/moves/record-paper-check';
import { reusePapers } from '#domain/dossiers/moves/reuse-papers';
import { requireStatus, ruleBroken } from '#domain/dossiers/violations';
import { toIso } from '#domain/kernel/instant';
import { applies } from '#domain/procedures/procedure';

/** One dossier holds at most this many papers; a transaction of DynamoDB takes 100 items. */
const MAX_PAPERS = 60;

/**
 * Allows the upload of papers, or takes them from the electronic store, while the applicant may still change the dossier;
 * after hand-in only in place of a paper that was refused when it was looked into.
 */
export function grantPapers(dossier: Dossier | undefined, command: GrantPapers, context: DecisionContext): DossierEvent[] {
  const open = requireOpen(dossier, command);
  const { papers, reused = [] } = command;
  if (Object.keys(open.papers).length + papers.length + reused.length > MAX_PAPERS) {
    throw ruleBroken('too-many-papers', { vi: `Một hồ sơ có tối đa ${MAX_PAPERS} giấy tờ.`, en: `A dossier holds at most ${MAX_PAPERS} papers; put several pages into one file.` });
  }
  const faults = papers.flatMap((paper, index) => faultsOf(paper, index, { dossier: open, context }));
  if (faults.length > 0) {
    throw ruleBroken('paper-not-acceptable', { vi: 'Giấy tờ không đúng yêu cầu của thủ tục.', en: 'A paper does not fit what the procedure asks for; mend the fields named.' }, faults);
  }
  const grantedAt = toIso(context.now);
  const granted: DossierEvent[] = papers.length === 0 && reused.length > 0 ? [] : [{ type: 'PapersGranted', papers: papers.map((paper) => ({ ...paper, ...scanOf(open, paper, context), state: 'granted', grantedAt })) }];
  return [...granted, ...reusePapers(open, reused, context)];
}

/** One that comes in place of a refused one is scanned when it arrives: nobody hands it in. */
function scanOf(dossier: Dossier, paper: PaperToGrant, { procedure }: DecisionContext): { scan?: 'bundle' } {
  return !takesReplacements(dossier) && isScannedInBundle(procedure, paper) ? { scan: 'bundle' } : {};
}

const WHEN = {
  vi: 'Chỉ nộp thêm giấy tờ khi chưa nộp hồ sơ, khi được yêu cầu bổ sung, hoặc để thay giấy tờ không được chấp nhận.',
  en: 'Papers are added before hand-in, when a supplement was asked for, or in place of a paper that was refused.',
};

function requireOpen(dossier: Dossier | undefined, { papers, reused = [] }: GrantPapers): Dossier {
  if (dossier !== undefined && takesReplacements(dossier) && papers.length > 0) {
    const slots = refusedPapers(dossier.papers).map((paper) => paper.slot);
    if ([...papers, ...reused].every((paper) => slots.includes(paper.slot))) return dossier;
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
    ...(paper.sizeBytes <= slot.maxBytes ? [] : [at('sizeBytes', `must be at most ${slot.maxBytes}`)]),
  ];
}
