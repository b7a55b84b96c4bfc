import { DomainError } from '#domain/kernel/domain-error';
import { VIETNAM_TIME_ZONE, type Temporal } from '#domain/kernel/temporal';

/** A dossier code taken apart: who issued it, on which day, which number of that day. */
export interface DossierCode {
  readonly format: 'new' | 'former';
  readonly agency: string;
  /** Calendar day of receipt, `2026-11-23`. */
  readonly day: string;
  readonly sequence: number;
}

// Real systems use five digits and more: at least four is the only safe reading (domain.md §1.5).
const NEW_FORMAT = /^([A-Y]\d{2}(?:\.[0-9A-Z]{1,8})*)-(\d{2})(\d{2})(\d{2})-(\d{4,})$/;
const FORMER_FORMAT = /^((?:\d{3})(?:\.\d{2}){2}\.[A-Y]\d{2})-(\d{2})(\d{2})(\d{2})-(\d{4,})$/;

/** Writes a code in the new format `MX1X2.Y1Y2Y3.Z1Z2-YYMMDD-XXXX` (Circular 03/2025 Art. 13). */
export function printDossierCode({ agency, day, sequence }: Pick<DossierCode, 'agency' | 'day' | 'sequence'>): string {
  return `${agency}-${day.slice(2).replaceAll('-', '')}-${String(sequence).padStart(4, '0')}`;
}

/** Reads both formats; anything else is refused with the shape expected. */
export function parseDossierCode(text: string): DossierCode {
  const match = NEW_FORMAT.exec(text);
  const former = FORMER_FORMAT.exec(text);
  const [, agency, year, month, date, sequence] = match ?? former ?? [];
  if (agency === undefined || year === undefined || month === undefined || date === undefined || sequence === undefined || !isDay(Number(month), Number(date))) {
    throw new DomainError({
      kind: 'malformed',
      code: 'dossier-code-malformed',
      mend: {
        vi: 'Mã hồ sơ có dạng H26.001.02-261123-0001.',
        en: 'A dossier code looks like H26.001.02-261123-0001: agency, day of receipt (YYMMDD), number of at least four digits.',
      },
    });
  }
  return { format: match === null ? 'former' : 'new', agency, day: `20${year}-${month}-${date}`, sequence: Number(sequence) };
}

function isDay(month: number, date: number): boolean {
  return month >= 1 && month <= 12 && date >= 1 && date <= 31;
}

/** True for text that is a code in one of the formats; a dossier's internal id never is. */
export function isDossierCode(text: string): boolean {
  return NEW_FORMAT.test(text) || FORMER_FORMAT.test(text);
}

/** The Vietnamese calendar day a dossier handed in now belongs to. */
export function dayOfReceipt(now: Temporal.Instant): string {
  return now.toZonedDateTimeISO(VIETNAM_TIME_ZONE).toPlainDate().toString();
}
