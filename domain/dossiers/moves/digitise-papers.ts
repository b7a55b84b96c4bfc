import type { DigitisePapers, Scan } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import type { Paper } from '#domain/dossiers/parts';
import { ownEntry } from '#domain/dossiers/own-entry';
import { requireStatus, ruleBroken } from '#domain/dossiers/violations';

/**
 * The desk that receives on paper checks, scans and stores (Decree 61/2018/NĐ-CP Art. 17(1)). Scanning is not needed for
 * what came electronically (Circular 03/2025 Art. 5(2)): an online dossier has nothing to digitise.
 */
export function digitisePapers(dossier: Dossier | undefined, command: DigitisePapers): DossierEvent[] {
  const filed = requireStatus(dossier, ['submitted', 'accepted', 'in-progress', 'awaiting-payment', 'awaiting-supplement'], {
    vi: 'Chỉ xác nhận số hóa giấy tờ của hồ sơ đã nộp và chưa kết thúc.',
    en: 'Scans are confirmed of a dossier that was handed in and has not ended.',
  });
  if (filed.channel === 'online') {
    throw ruleBroken('nothing-to-digitise', {
      vi: 'Hồ sơ nộp trực tuyến không phải số hóa; chỉ hồ sơ nhận bản giấy tại quầy hoặc qua bưu chính.',
      en: 'An online dossier is electronic already; only papers received at the desk or by post are digitised.',
    });
  }
  const faults = command.scans.flatMap((scan, index) => faultsOf(scan, index, { dossier: filed, scans: command.scans }));
  if (faults.length > 0) {
    throw ruleBroken('scan-not-alike', { vi: 'Bản quét không khớp với giấy tờ đã nhận; sửa các mục đã nêu rồi xác nhận lại.', en: 'The scans do not match the papers received; mend what is named and confirm again.' }, faults);
  }
  const scans = command.scans.map(({ paperId, condition, sheets, pages }, index) => ({ paperId, condition, place: index + 1, sheets, pages }));
  return [{ type: 'PapersDigitised', scans, confirmation: command.confirmation }];
}

interface Batch {
  readonly dossier: Dossier;
  readonly scans: readonly Scan[];
}

function faultsOf(scan: Scan, index: number, { dossier, scans }: Batch) {
  const at = (field: string, problem: string) => ({ pointer: `/papers/${String(index)}/${field}`, problem });
  const paper = ownEntry(dossier.papers, scan.paperId);
  if (paper === undefined) return [at('paperId', 'no such paper in this dossier')];
  const isFirst = scans.findIndex((each) => each.paperId === scan.paperId) === index;
  const ofPaper = whyNot(paper) ?? (isFirst ? undefined : 'named twice');
  const ofPages = whyUnlike(paper, scan);
  return [...(ofPaper === undefined ? [] : [at('paperId', ofPaper)]), ...(ofPages === undefined ? [] : [at('pages', ofPages)])];
}

function whyNot({ state, check, origin, digitisation }: Paper): string | undefined {
  if (state !== 'received') return 'not uploaded yet';
  if (check?.outcome === 'refused') return 'refused by the check; scan it again';
  if (origin !== undefined) return 'comes from the electronic store; there is no scan of it';
  return digitisation === undefined ? undefined : 'confirmed already';
}

/** A sheet has a page at least, and a page with a note stuck on it is scanned twice (guidance on Circular 03/2025). */
function whyUnlike({ check }: Paper, { sheets, pages }: Scan): string | undefined {
  if (pages < sheets) return 'fewer pages than sheets: a sheet is missing from the scan';
  return check?.pages === undefined || check.pages === pages ? undefined : `the file has ${String(check.pages)}`;
}
