import type { Dossier } from '#domain/dossiers/dossier';
import type { Paper } from '#domain/dossiers/parts';
import type { DomainError } from '#domain/kernel/domain-error';
import { ruleBroken } from '#domain/dossiers/violations';
import { reasonsInWords } from '#domain/documents/refusal-reasons';

/** Refused papers whose place no later one of the same slot has taken. */
export function refusedPapers(papers: Dossier['papers']): Paper[] {
  const all = Object.values(papers);
  return all.filter((paper) => paper.check?.outcome === 'refused' && !all.some((later) => replaces(later, paper)));
}

/** Papers that were received and that nobody has looked into yet. */
function papersBeingChecked(papers: Dossier['papers']): Paper[] {
  return Object.values(papers).filter((paper) => paper.state === 'received' && paper.check === undefined);
}

/** A paper whose grant came later, for the same slot, and that came in and was not refused itself. */
function replaces(later: Paper, refused: Paper): boolean {
  return later.slot === refused.slot && later.grantedAt > refused.grantedAt && later.state === 'received' && later.check?.outcome !== 'refused';
}

/** @throws DomainError paper-refused, with what each paper is refused for */
export function refuseRefused(papers: readonly Paper[]): void {
  if (papers.length === 0) return;
  throw ruleBroken(
    'paper-refused',
    {
      vi: `Giấy tờ không được chấp nhận: ${inWords(papers, 'vi')} Hãy tải bản khác lên cho đúng loại giấy tờ đó rồi thực hiện lại.`,
      en: `Papers were refused: ${inWords(papers, 'en')} Upload another one for the same slot, then try again.`,
    },
    papers.map((paper) => ({ pointer: `/papers/${paper.id}`, problem: (paper.check?.reasons ?? []).join(', ') })),
  );
}

function inWords(papers: readonly Paper[], language: 'vi' | 'en'): string {
  return papers.map((paper) => `${paper.slot}: ${reasonsInWords(paper.check?.reasons ?? [], language)}`).join(' ');
}

/** What the desk accepts it must be able to read: every paper was looked into, and none is refused. */
export function requireCheckedPapers({ papers }: Pick<Dossier, 'papers'>): void {
  refuseRefused(refusedPapers(papers));
  const waiting = papersBeingChecked(papers);
  if (waiting.length > 0) throw beingChecked(waiting);
}

function beingChecked(papers: readonly Paper[]): DomainError {
  return ruleBroken(
    'paper-being-checked',
    { vi: 'Giấy tờ đang được kiểm tra an toàn; hãy thử lại sau ít phút.', en: 'Papers are still being checked for safety; try again in a few minutes.' },
    papers.map((paper) => ({ pointer: `/papers/${paper.id}`, problem: 'being checked' })),
  );
}

/** @throws DomainError paper-being-checked or paper-refused: nobody is given what was not found good (D11) */
export function requireReadable(paper: Paper): { readonly vaultVersion: string; readonly foundType?: string | undefined } {
  if (paper.check?.outcome === 'refused') refuseRefused([paper]);
  if (paper.check === undefined || paper.vaultVersion === undefined) throw beingChecked([paper]);
  return { vaultVersion: paper.vaultVersion, foundType: paper.check.foundType };
}
