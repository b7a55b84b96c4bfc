import type { DecisionContext } from '#domain/dossiers/context';
import type { FoundPaper } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import type { Paper } from '#domain/dossiers/parts';
import { refusedPapers, refuseRefused } from '#domain/dossiers/checked-papers';
import { ruleBroken } from '#domain/dossiers/violations';
import { toIso } from '#domain/kernel/instant';
import { applies } from '#domain/procedures/procedure';

/**
 * Marks granted papers as received by what the server found, and refuses a hand-in with a paper
 * that was granted but never uploaded, whose hash differs, that was refused when it was looked into, or that the procedure
 * asks for and is not there. One that is still being looked into comes in.
 */
export function receivePapers(dossier: Dossier, found: readonly FoundPaper[], context: DecisionContext): Paper[] {
  const waiting = Object.values(dossier.papers).filter((paper) => paper.state === 'granted' && !isReplaced(paper, dossier, found));
  refuseFaults('paper-not-uploaded', waiting.filter((paper) => !found.some((each) => each.paperId === paper.id)), {
    vi: 'Có giấy tờ đã được cấp quyền tải lên nhưng chưa tải lên; hãy tải lên hoặc xin cấp quyền lại với cùng tên tệp.',
    en: 'Upload every paper you asked a grant for, or ask for a new grant under the same slot and file name, then hand in again.',
  });
  refuseFaults('paper-hash-differs', waiting.filter((paper) => found.some((each) => each.paperId === paper.id && each.sha256 !== paper.sha256)), {
    vi: 'Nội dung giấy tờ tải lên khác với mã băm đã khai.',
    en: 'The bytes uploaded are not the ones announced; ask for a new grant under the same slot and file name with the right SHA-256, and upload again.',
  });
  const receivedAt = toIso(context.now);
  const received = waiting.flatMap((paper): Paper[] => {
    const object = found.find((each) => each.paperId === paper.id);
    return object === undefined ? [] : [{ ...paper, state: 'received', receivedAt, sizeBytes: object.sizeBytes, objectVersion: paper.objectVersion ?? object.objectVersion }];
  });
  refuseRefused(refusedPapers({ ...dossier.papers, ...Object.fromEntries(received.map((paper) => [paper.id, paper])) }));
  refuseMissing(dossier, received, context);
  return received;
}

/**
 * A grant that failed is forgotten once the same slot and name was granted again later and came in whole; a paper that was
 * refused, once any later one of its slot did.
 */
function isReplaced(paper: Paper, dossier: Dossier, found: readonly FoundPaper[]): boolean {
  return Object.values(dossier.papers).some(
    (later) =>
      later.slot === paper.slot &&
      (later.fileName === paper.fileName || paper.check?.outcome === 'refused') &&
      later.check?.outcome !== 'refused' &&
      later.grantedAt > paper.grantedAt &&
      (later.state === 'received' || found.some((each) => each.paperId === later.id && each.sha256 === later.sha256)),
  );
}

function refuseFaults(code: string, papers: readonly Paper[], mend: { vi: string; en: string }): void {
  if (papers.length > 0) throw ruleBroken(code, mend, papers.map((paper) => ({ pointer: `/papers/${paper.id}`, problem: `slot ${paper.slot}` })));
}

function refuseMissing(dossier: Dossier, received: readonly Paper[], context: DecisionContext): void {
  const isGood = (paper: Paper) => paper.state === 'received' && paper.check?.outcome !== 'refused';
  const held = new Set([...Object.values(dossier.papers).filter(isGood), ...received].map((paper) => paper.slot));
  const missing = context.procedure.papers.filter((slot) => slot.required && applies(slot.when, dossier.choices) && !held.has(slot.slot));
  if (missing.length === 0) return;
  throw ruleBroken(
    'paper-missing',
    { vi: `Còn thiếu: ${missing.map((slot) => slot.name.vi).join('; ')}.`, en: `Still missing: ${missing.map((slot) => slot.name.en).join('; ')}.` },
    missing.map((slot) => ({ pointer: `/papers/${slot.slot}`, problem: 'required by the procedure' })),
  );
}
