import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';
import { bilingualText } from '#domain/kernel/text';
import { term } from '#domain/procedures/procedure';
import { deadlineRule, ruleWord } from './rules.ts';

const minutes = z.number().int().nonnegative();

const skip = z
  .object({
    reason: ruleWord,
    minutes,
    date: z.iso.date().optional().meta({ description: 'The Vietnamese calendar day, where it is a matter of the day.' }),
    source: z.string().max(500).optional().meta({ description: 'Who decided that this day is off.' }),
  })
  .strict();

const entry = z
  .object({
    from: isoInstant,
    to: isoInstant,
    rule: ruleWord,
    elapsedMinutes: minutes,
    countedMinutes: minutes.meta({ description: 'With the minutes skipped it makes `elapsedMinutes`, always.' }),
    skipped: z.array(skip).max(10_000),
  })
  .strict()
  .meta({ id: 'LedgerEntry', description: 'One span of a clock’s life: what of it counted, what did not and why.' });

/** What a rule says and where it stands. */
export const shownRule = deadlineRule.omit({ id: true }).meta({ id: 'Rule', description: 'A rule of the law on time limits: its article, its sentence, and how sure we are of it.' });

/** The account of a clock as the API shows it, every rule it names explained. */
export const shownLedger = z
  .object({
    state: z.enum(['not-started', 'running', 'stopped', 'late', 'met']),
    term,
    calendarVersion: z.string().max(500),
    startedAt: isoInstant.optional(),
    dueAt: isoInstant.optional(),
    legalDueAt: isoInstant.optional().meta({ description: 'The end of the term itself, where a new appointment has moved `dueAt`.' }),
    endedAt: isoInstant.optional(),
    entries: z.array(entry).max(10_000),
    totals: z.object({ elapsedMinutes: minutes, countedMinutes: minutes, skippedMinutes: z.partialRecord(ruleWord, minutes) }).strict(),
    inWords: bilingualText.meta({ description: 'The due instant as one sum that anybody can follow.' }),
    skippedDays: z.array(skip.pick({ reason: true }).extend({ date: z.iso.date(), source: z.string().max(500) })).max(10_000).meta({ description: 'Every day that did not count, once, in calendar order.' }),
    rules: z.partialRecord(ruleWord, shownRule),
  })
  .strict()
  .meta({ id: 'Ledger', description: 'Why a clock is due when it is.' });
export type ShownLedger = z.infer<typeof shownLedger>;
