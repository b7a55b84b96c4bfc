import type { DigitisePapers } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';

/** What an officer signs who answers for scans: which file stands for which paper, by its hash, and what was in hand. */
export function scanStatement(dossier: Dossier, { scans, by }: DigitisePapers, { at, signedBy }: { readonly at: Temporal.Instant; readonly signedBy: string }): Readonly<Record<string, unknown>> {
  return {
    kind: 'scan-confirmation',
    version: 1,
    says: 'Bản quét đầy đủ, đúng thứ tự trang và giống với giấy tờ đã nhận. / The scans are complete, in order and like the papers received.',
    dossier: dossier.id,
    code: 'code' in dossier ? dossier.code : undefined,
    agency: dossier.receivingAgency,
    confirmedBy: by.id,
    confirmedAt: toIso(at),
    signedBy,
    scans: scans.map(({ paperId, condition, sheets, pages }, index) => {
      const paper = dossier.papers[paperId];
      return { place: index + 1, paperId, slot: paper?.slot, sha256: paper?.sha256, condition, sheets, pages };
    }),
  };
}
