/** Whether a UTC day (given at midnight) matches. */
export type DayMatcher = (date: Date) => boolean;

interface Range {
  readonly from: number;
  readonly to: number;
  /** Names that stand for the numbers from `from` on. */
  readonly names?: readonly string[];
}

const DAY_NAMES = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const DAYS_OF_MONTH: Range = { from: 1, to: 31 };
/** 1 is Sunday, as EventBridge counts. */
const DAYS_OF_WEEK: Range = { from: 1, to: 7, names: DAY_NAMES };

/** The numbers a field such as `0`, `*`, `1-5`, `0/15` or `MON,WED` stands for, ascending; throws a SyntaxError. */
export function numbers(field: string | undefined, range: Range): readonly number[] {
  const chosen = new Set((field ?? '').split(',').flatMap((part) => partNumbers(part, range)));
  return [...chosen].toSorted((one, other) => one - other);
}

/** Also `L` (last day) and `15W` (the weekday nearest to the 15th, within the month). */
export function dayOfMonthMatcher(field: string): DayMatcher {
  if (field === 'L') return (date) => date.getUTCDate() === daysInMonth(date);
  const weekdayNear = /^(?<day>\d{1,2})W$/.exec(field)?.groups?.['day'];
  if (weekdayNear !== undefined) {
    const target = single(weekdayNear, DAYS_OF_MONTH);
    return (date) => date.getUTCDate() === nearestWeekday(date, target);
  }
  const days = numbers(field, DAYS_OF_MONTH);
  return (date) => days.includes(date.getUTCDate());
}

/** Also `6L` (the last Friday of the month), `2#1` (the first Monday) and `L` (Saturday). */
export function dayOfWeekMatcher(field: string): DayMatcher {
  const { last, day, nth } = /^(?:(?<last>\w+?)L|(?<day>\w+)#(?<nth>[1-5]))$/.exec(field)?.groups ?? {};
  if (last !== undefined) {
    const weekday = single(last, DAYS_OF_WEEK);
    return (date) => weekdayOf(date) === weekday && date.getUTCDate() + 7 > daysInMonth(date);
  }
  if (day !== undefined) {
    const weekday = single(day, DAYS_OF_WEEK);
    return (date) => weekdayOf(date) === weekday && Math.ceil(date.getUTCDate() / 7) === Number(nth);
  }
  const days = field === 'L' ? [DAYS_OF_WEEK.to] : numbers(field, DAYS_OF_WEEK);
  return (date) => days.includes(weekdayOf(date));
}

function partNumbers(part: string, range: Range): number[] {
  const { span = '', step } = /^(?<span>[^/]+)(?:\/(?<step>[1-9]\d*))?$/.exec(part)?.groups ?? {};
  const [first, last] = bounds(span, step !== undefined, range);
  return Array.from({ length: Math.floor((last - first) / Number(step ?? 1)) + 1 }, (_, index) => first + index * Number(step ?? 1));
}

function bounds(span: string, isStepped: boolean, range: Range): [number, number] {
  if (span === '*') return [range.from, range.to];
  const [first = '', last] = span.split('-');
  const from = single(first, range);
  const to = last === undefined ? (isStepped ? range.to : from) : single(last, range);
  if (to < from) throw new SyntaxError(`not a range: ${span}`);
  return [from, to];
}

function single(word: string, { from, to, names = [] }: Range): number {
  const named = names.indexOf(word.toUpperCase());
  const number = named >= 0 ? named + from : /^\d+$/.test(word) ? Number(word) : Number.NaN;
  if (!(number >= from && number <= to)) throw new SyntaxError(`not between ${from} and ${to}: "${word}"`);
  return number;
}

function weekdayOf(date: Date): number {
  return date.getUTCDay() + 1;
}

function daysInMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

function nearestWeekday(date: Date, target: number): number {
  const last = daysInMonth(date);
  const day = Math.min(target, last);
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)).getUTCDay();
  if (weekday === 6) return day === 1 ? 3 : day - 1;
  if (weekday === 0) return day === last ? day - 2 : day + 1;
  return day;
}
