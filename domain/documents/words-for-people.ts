import type { DocumentLanguage } from '#domain/documents/rendering';
import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `ngày 26 tháng 11 năm 2026`: days below ten, January and February with a nought before (Decree 30/2020/NĐ-CP, Annex I). */
export function dateInWords(instant: string, language: DocumentLanguage): string {
  return dayInWords(localTime(instant).toPlainDate().toString(), language);
}

/** The same for a calendar day such as `2026-11-26`. */
export function dayInWords(day: string, language: DocumentLanguage): string {
  const { year, month, day: number } = Temporal.PlainDate.from(day);
  if (language === 'en') return `${String(number)} ${MONTHS[month - 1] ?? ''} ${String(year)}`;
  return `ngày ${two(number)} tháng ${month <= 2 ? two(month) : String(month)} năm ${String(year)}`;
}

/** `08 giờ 30 phút, ngày 26 tháng 11 năm 2026`, in Vietnamese time. */
export function instantInWords(instant: string, language: DocumentLanguage): string {
  const { hour, minute } = localTime(instant);
  return language === 'vi' ? `${two(hour)} giờ ${two(minute)} phút, ${dateInWords(instant, language)}` : `${two(hour)}:${two(minute)} on ${dateInWords(instant, language)}`;
}

/** `08:30 26/11/2026`, where a cell of a table has no room for words. */
export function shortInstant(instant: string): string {
  const { hour, minute, day, month, year } = localTime(instant);
  return `${two(hour)}:${two(minute)} ${two(day)}/${two(month)}/${String(year)}`;
}

function localTime(instant: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(VIETNAM_TIME_ZONE);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
