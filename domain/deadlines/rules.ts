import * as z from 'zod';
import { bilingualText } from '#domain/kernel/text';
import applicantsAnswer from './rules/applicants-answer.json' with { type: 'json' };
import askedWithin from './rules/asked-within.json' with { type: 'json' };
import calendarDays from './rules/calendar-days.json' with { type: 'json' };
import compensation from './rules/compensation.json' with { type: 'json' };
import consultationLimit from './rules/consultation-limit.json' with { type: 'json' };
import cutOffAtTime from './rules/cut-off-at-time.json' with { type: 'json' };
import cutOffLastMinutes from './rules/cut-off-last-minutes.json' with { type: 'json' };
import earlyResult from './rules/early-result.json' with { type: 'json' };
import financialDuty from './rules/financial-duty.json' with { type: 'json' };
import firstDay from './rules/first-day.json' with { type: 'json' };
import fullDossier from './rules/full-dossier.json' with { type: 'json' };
import handOver from './rules/hand-over.json' with { type: 'json' };
import holiday from './rules/holiday.json' with { type: 'json' };
import legalSuspension from './rules/legal-suspension.json' with { type: 'json' };
import localDayOff from './rules/local-day-off.json' with { type: 'json' };
import nextOpening from './rules/next-opening.json' with { type: 'json' };
import officeHours from './rules/office-hours.json' with { type: 'json' };
import overdue from './rules/overdue.json' with { type: 'json' };
import reappointment from './rules/reappointment.json' with { type: 'json' };
import reception from './rules/reception.json' with { type: 'json' };
import restartAfterSupplement from './rules/restart-after-supplement.json' with { type: 'json' };
import resumeAfterSupplement from './rules/resume-after-supplement.json' with { type: 'json' };
import rollToWorkingDay from './rules/roll-to-working-day.json' with { type: 'json' };
import silenceAgrees from './rules/silence-agrees.json' with { type: 'json' };
import silenceEscalates from './rules/silence-escalates.json' with { type: 'json' };
import silencePasses from './rules/silence-passes.json' with { type: 'json' };
import stopOnRequest from './rules/stop-on-request.json' with { type: 'json' };
import supplement from './rules/supplement.json' with { type: 'json' };
import swappedOff from './rules/swapped-off.json' with { type: 'json' };
import weekend from './rules/weekend.json' with { type: 'json' };
import workingDays from './rules/working-days.json' with { type: 'json' };
import workingHours from './rules/working-hours.json' with { type: 'json' };

/** One rule of the law on time limits: a small file that cites its article, says it in one sentence, and owns up to how sure we are. */
export const deadlineRule = z
  .object({ id: z.string(), cites: z.string().min(1).max(500), confidence: z.enum(['sourced', 'derived', 'unverified']), says: bilingualText })
  .strict();
export type DeadlineRule = z.infer<typeof deadlineRule>;

/** Every rule the deadline engine knows, by the word its ledger entries carry (domain.md §3). */
export const deadlineRules = {
  'applicants-answer': applicantsAnswer,
  'asked-within': askedWithin,
  'calendar-days': calendarDays,
  compensation,
  'consultation-limit': consultationLimit,
  'cut-off-at-time': cutOffAtTime,
  'cut-off-last-minutes': cutOffLastMinutes,
  'early-result': earlyResult,
  'financial-duty': financialDuty,
  'first-day': firstDay,
  'full-dossier': fullDossier,
  'hand-over': handOver,
  holiday,
  'legal-suspension': legalSuspension,
  'local-day-off': localDayOff,
  'next-opening': nextOpening,
  'office-hours': officeHours,
  overdue,
  reappointment,
  reception,
  'restart-after-supplement': restartAfterSupplement,
  'resume-after-supplement': resumeAfterSupplement,
  'roll-to-working-day': rollToWorkingDay,
  'silence-agrees': silenceAgrees,
  'silence-escalates': silenceEscalates,
  'silence-passes': silencePasses,
  'stop-on-request': stopOnRequest,
  supplement,
  'swapped-off': swappedOff,
  weekend,
  'working-days': workingDays,
  'working-hours': workingHours,
} as const;
export type RuleWord = keyof typeof deadlineRules;

/** The words themselves, to be shown with what they explain. */
export const ruleWord = z.enum(keysOf(deadlineRules)).meta({ id: 'RuleWord', description: 'A rule of the law on time limits; `rules` beside it gives its article and its sentence.' });

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[];
function keysOf(record: object): string[] {
  return Object.keys(record);
}

const parsed = new Map<RuleWord, DeadlineRule>();

/** The rule behind a word, as a citizen may be shown it. */
export function ruleOf(word: RuleWord): DeadlineRule {
  const rule = parsed.get(word) ?? deadlineRule.parse(deadlineRules[word]);
  parsed.set(word, rule);
  return rule;
}
