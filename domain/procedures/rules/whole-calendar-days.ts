import { termsOf } from './located.ts';
import { error, type Rule } from './rule.ts';

/** A fraction of a calendar day means nothing in law, and the deadline engine refuses it. */
export const wholeCalendarDays: Rule = ({ definition }) =>
  termsOf(definition)
    .filter(({ part }) => part.unit === 'calendar-day' && !Number.isInteger(part.amount))
    .map(({ pointer }) => error(`${pointer}/amount`, 'term-not-whole', { vi: 'Thời hạn theo ngày phải là số nguyên.', en: 'A term in calendar days must be a whole number.' }));
