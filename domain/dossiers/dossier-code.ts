import * as z from 'zod';
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

// Real systems use five digits and more: at least four is the only safe reading (domain.md §1.5). Fifteen still count exactly.
const NEW_FORMAT = /^(?<agency>[A-Y]\d{2}(?:\.[0-9A-Z]+)*)-(?<day>\d{6})-(?<sequence>\d{4,15})$/;
const FORMER_FORMAT = /^(?<agency>\d{3}(?:\.\d{2}){2}\.[A-Y]\d{2})-(?<day>\d{6})-(?<sequence>\d{4,15})$/;
/** Nobody was ever handed a dossier on the 31st of February. */
const realDay = z.iso.date();
/** Decision 20/2020/QĐ-TTg Art. 4. */
const MAX_AGENCY_CHARACTERS = 35;

/** Writes a code in the new format `MX1X2.Y1Y2Y3.Z1Z2-YYMMDD-XXXX` (Circular 03/2025 Art. 13). */
export function printDossierCode({ agency, day, sequence }: Pick<DossierCode, 'agency' | 'day' | 'sequence'>): string {
  return `${agency}-${day.slice(2).replaceAll('-', '')}-${String(sequence).padStart(4, '0')}`;
}

/** Reads both formats; anything else is refused with the shape expected. */
export function parseDossierCode(text: string): DossierCode {
  const code = readCode(text);
  if (code !== undefined) return code;
  throw new DomainError({
    kind: 'malformed',
    code: 'dossier-code-malformed',
    mend: {
      vi: 'Mã hồ sơ có dạng H26.001.02-261123-0001.',
      en: 'A dossier code looks like H26.001.02-261123-0001: agency, day of receipt (YYMMDD), number of at least four digits.',
    },
  });
}

function readCode(text: string): DossierCode | undefined {
  const present = NEW_FORMAT.exec(text)?.groups;
  const { agency = '', day = '', sequence } = present ?? FORMER_FORMAT.exec(text)?.groups ?? {};
  const isoDay = day.replace(/(..)(..)(..)/, '20$1-$2-$3');
  if (agency.length > MAX_AGENCY_CHARACTERS || !realDay.safeParse(isoDay).success) return undefined;
  return { format: present === undefined ? 'former' : 'new', agency, day: isoDay, sequence: Number(sequence) };
}

/** The Vietnamese calendar day a dossier handed in now belongs to. */
export function dayOfReceipt(now: Temporal.Instant): string {
  return now.toZonedDateTimeISO(VIETNAM_TIME_ZONE).toPlainDate().toString();
}
