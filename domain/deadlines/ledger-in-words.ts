import type { Mend } from '#domain/kernel/domain-error';
import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';
import type { Term } from '#domain/procedures/procedure';
import type { Ledger } from './ledger.ts';
import { ruleOf, type RuleWord } from './rules.ts';
import type { Skip } from './split-office-time.ts';

const MINUTES_PER_HOUR = 60;

/** A due instant as one sum that anybody can follow: from when, how long, what was left out, and so until when. */
export function ledgerInWords(ledger: Ledger): Mend {
  const { startedAt, dueAt, legalDueAt, term } = ledger;
  if (startedAt === undefined) return { vi: 'Chưa bắt đầu tính thời hạn.', en: 'The clock has not started.' };
  const left = leftOut(ledger);
  const end = dueAt === undefined ? { vi: 'đang tạm dừng, chưa có hạn', en: 'it stands still and has no due instant' } : { vi: `đến ${clockTime(dueAt, 'vi')}`, en: `until ${clockTime(dueAt, 'en')}` };
  const moved = legalDueAt === undefined ? { vi: '', en: '' } : { vi: ` (hẹn lại; thời hạn theo luật là ${clockTime(legalDueAt, 'vi')})`, en: ` (a new appointment; the term itself ended ${clockTime(legalDueAt, 'en')})` };
  return {
    vi: `Từ ${clockTime(startedAt, 'vi')}, ${termWords(term, 'vi')}${left.vi}: ${end.vi}${moved.vi}.`,
    en: `From ${clockTime(startedAt, 'en')}, ${termWords(term, 'en')}${left.en}: ${end.en}${moved.en}.`,
  };
}

/** Every single day that did not count, once, with who decided it; in calendar order. */
export function skippedDays(ledger: Ledger): Required<Pick<Skip, 'date' | 'reason' | 'source'>>[] {
  const days = new Map<string, Required<Pick<Skip, 'date' | 'reason' | 'source'>>>();
  for (const { date, reason, source } of ledger.entries.flatMap(({ skipped }) => skipped)) {
    if (date !== undefined && !days.has(date)) days.set(date, { date, reason, source: source ?? ruleOf(reason).cites });
  }
  return [...days.values()].toSorted((one, other) => (one.date < other.date ? -1 : 1));
}

/** The reasons in the order a clerk would name them; nights and breaks go without saying. */
const NAMED: readonly RuleWord[] = ['first-day', 'weekend', 'holiday', 'compensation', 'swapped-off', 'local-day-off', 'roll-to-working-day', 'supplement', 'financial-duty', 'legal-suspension', 'restart-after-supplement'];

const BY_THE_DAY = {
  'first-day': { vi: 'ngày đầu', one: 'the first day', many: 'the first days' },
  weekend: { vi: 'ngày nghỉ hằng tuần', one: 'weekend day', many: 'weekend days' },
  holiday: { vi: 'ngày lễ', one: 'public holiday', many: 'public holidays' },
  compensation: { vi: 'ngày nghỉ bù', one: 'day off in lieu', many: 'days off in lieu' },
  'swapped-off': { vi: 'ngày hoán đổi', one: 'swapped day off', many: 'swapped days off' },
  'local-day-off': { vi: 'ngày nghỉ của cơ quan', one: 'day off of the agency', many: 'days off of the agency' },
  'roll-to-working-day': { vi: 'ngày kéo sang', one: 'day to the next working day', many: 'days to the next working day' },
} as const;

const BY_THE_MINUTE = {
  supplement: { vi: 'chờ bổ sung', en: 'waiting for the supplement' },
  'financial-duty': { vi: 'nghĩa vụ tài chính', en: 'the financial duty' },
  'legal-suspension': { vi: 'tạm dừng theo luật', en: 'a suspension by law' },
  'restart-after-supplement': { vi: 'thời gian trước khi tính lại', en: 'time before the restart' },
} as const;

function leftOut({ entries }: Ledger): Mend {
  const skips = entries.flatMap(({ skipped }) => skipped);
  const parts = NAMED.flatMap((reason): Mend[] => {
    const these = skips.filter((skip) => skip.reason === reason);
    if (these.length === 0) return [];
    if (isByTheDay(reason)) {
      const { vi, one, many } = BY_THE_DAY[reason];
      if (reason === 'first-day') return [{ vi, en: one }];
      const days = new Set(these.map(({ date }) => date)).size;
      return [{ vi: `${days} ${vi}`, en: `${days} ${days === 1 ? one : many}` }];
    }
    if (!isByTheMinute(reason)) return [];
    const minutes = these.reduce((sum, skip) => sum + skip.minutes, 0);
    return [{ vi: `${lasting(minutes, 'vi')} ${BY_THE_MINUTE[reason].vi}`, en: `${lasting(minutes, 'en')} of ${BY_THE_MINUTE[reason].en}` }];
  });
  if (parts.length === 0) return { vi: '', en: '' };
  return { vi: `, không tính ${parts.map(({ vi }) => vi).join(', ')}`, en: `, not counting ${parts.map(({ en }) => en).join(', ')}` };
}

function isByTheDay(reason: RuleWord): reason is keyof typeof BY_THE_DAY {
  return reason in BY_THE_DAY;
}

function isByTheMinute(reason: RuleWord): reason is keyof typeof BY_THE_MINUTE {
  return reason in BY_THE_MINUTE;
}

function lasting(minutes: number, language: keyof Mend): string {
  const [days, hours, rest] = [Math.floor(minutes / (24 * MINUTES_PER_HOUR)), Math.floor(minutes / MINUTES_PER_HOUR) % 24, minutes % MINUTES_PER_HOUR];
  const words = language === 'vi' ? ['ngày', 'giờ', 'phút'] : ['d', 'h', 'min'];
  const parts = [days, hours, rest].flatMap((amount, index) => (amount === 0 ? [] : [`${amount} ${words[index] ?? ''}`]));
  return parts.length === 0 ? `0 ${words[2] ?? ''}` : parts.join(' ');
}

const UNITS = {
  'working-day': { vi: 'ngày làm việc', en: 'working days' },
  'calendar-day': { vi: 'ngày', en: 'calendar days' },
  'working-hour': { vi: 'giờ làm việc', en: 'working hours' },
} as const satisfies Record<Term['unit'], Mend>;

/** `4 ngày làm việc`, `4 working days`. */
export function termWords({ amount, unit }: Term, language: keyof Mend): string {
  if (language === 'vi') return `${String(amount).replace('.', ',')} ${UNITS[unit].vi}`;
  return `${String(amount)} ${amount === 1 ? UNITS[unit].en.slice(0, -1) : UNITS[unit].en}`;
}

/** `17:00 ngày 14/10/2026`, `17:00 on 14 October 2026`, in Vietnamese time. */
function clockTime(instant: string, language: keyof Mend): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(VIETNAM_TIME_ZONE);
  const two = (value: number) => String(value).padStart(2, '0');
  const time = `${two(local.hour)}:${two(local.minute)}`;
  return language === 'vi' ? `${time} ngày ${two(local.day)}/${two(local.month)}/${local.year}` : `${time} on ${local.toPlainDate().toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}`;
}
