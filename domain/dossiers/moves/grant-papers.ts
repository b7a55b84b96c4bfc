import type { DecisionContext } from '#domain/dossiers/context';
import type { GrantPapers, PaperToGrant } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { reusePapers } from '#domain/dossiers/moves/reuse-papers';
import { requireStatus, ruleBroken } from '#domain/dossiers/violations';
import { toIso } from '#domain/kernel/instant';
import { applies } from '#domain/procedures/procedure';

/** One dossier holds at most this many papers; a transaction of DynamoDB takes 100 items. */
const MAX_PAPERS = 60;

/** Allows the upload of papers, or takes them from the electronic store, while the applicant may still change the dossier. */
export function grantPapers(dossier: Dossier | undefined, command: GrantPapers, context: DecisionContext): DossierEvent[] {
  const open = requireStatus(dossier, ['draft', 'awaiting-supplement'], {
    vi: 'Chỉ nộp thêm giấy tờ khi chưa nộp hồ sơ hoặc khi được yêu cầu bổ sung.',
    en: 'Papers are added before hand-in, or when a supplement was asked for.',
  });
  const { papers, reused = [] } = command;
  if (Object.keys(open.papers).length + papers.length + reused.length > MAX_PAPERS) {
    throw ruleBroken('too-many-papers', { vi: `Một hồ sơ có tối đa ${MAX_PAPERS} giấy tờ.`, en: `A dossier holds at most ${MAX_PAPERS} papers; put several pages into one file.` });
  }
  const faults = papers.flatMap((paper, index) => faultsOf(paper, index, { dossier: open, context }));
  if (faults.length > 0) {
    throw ruleBroken('paper-not-acceptable', { vi: 'Giấy tờ không đúng yêu cầu của thủ tục.', en: 'A paper does not fit what the procedure asks for; mend the fields named.' }, faults);
  }
  const grantedAt = toIso(context.now);
  const granted: DossierEvent[] = papers.length === 0 && reused.length > 0 ? [] : [{ type: 'PapersGranted', papers: papers.map((paper) => ({ ...paper, state: 'granted', grantedAt })) }];
  return [...granted, ...reusePapers(open, reused, context)];
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
