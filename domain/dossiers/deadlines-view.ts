import * as z from 'zod';
import type { Ledger, LedgerEntry } from '#domain/deadlines/ledger';
import { ledgerInWords, skippedDays } from '#domain/deadlines/ledger-in-words';
import { ruleOf, type DeadlineRule, type RuleWord } from '#domain/deadlines/rules';
import { shownLedger, shownRule, type ShownLedger } from '#domain/deadlines/shown-ledger';
import type { DecisionContext } from '#domain/dossiers/context';
import { dossierStatus, type Dossier } from '#domain/dossiers/dossier';
import { namedClocks, type ClockName, type NamedClock } from '#domain/dossiers/named-clocks';
import { apology } from '#domain/dossiers/apology';
import { dossierId, suspension } from '#domain/dossiers/parts';
import { isoInstant } from '#domain/kernel/instant';
import { bilingualText } from '#domain/kernel/text';

const NAMES = {
  admissibility: { vi: 'Kiểm tra, tiếp nhận hồ sơ', en: 'Check and acceptance' },
  'supplement-request': { vi: 'Thời gian được yêu cầu bổ sung', en: 'Until when a supplement may be asked for' },
  'applicants-answer': { vi: 'Thời hạn người nộp bổ sung', en: 'The applicant’s time to supplement' },
  step: { vi: 'Bước xử lý của cơ quan', en: 'An agency’s step' },
  consultation: { vi: 'Lấy ý kiến', en: 'Opinions asked for' },
  settlement: { vi: 'Giải quyết hồ sơ', en: 'Settlement' },
  'hand-over': { vi: 'Trả kết quả', en: 'Hand-over of the result' },
} as const satisfies Record<ClockName, { readonly vi: string; readonly en: string }>;

const shownClock = shownLedger
  .extend({
    name: z.enum(['admissibility', 'supplement-request', 'applicants-answer', 'step', 'consultation', 'settlement', 'hand-over']),
    id: z.string().max(100).optional().meta({ description: 'The step or consultation.' }),
    title: bilingualText,
    owedBy: z.string().max(1000).meta({ description: 'Who has to act by its end: codes of agencies, or `applicant`.' }),
    by: shownRule,
  })
  .meta({ id: 'Clock', description: 'One of the clocks of a dossier, with the account of its time.' });

const code = z.string().max(60).optional();
const dueAt = isoInstant.optional();
const clocks = z.array(shownClock).max(500);

export const shownDeadlines = z
  .object({ dossierId, code, status: dossierStatus, dueAt, apologies: z.array(apology).max(20), suspension: suspension.optional(), clocks })
  .strict()
  .meta({ id: 'Deadlines' });

export const shownPublicDeadlines = z
  .object({ code, dueAt, newAppointments: z.array(apology.pick({ missedDueAt: true, newDueAt: true, at: true })).max(20), clocks })
  .strict()
  .meta({ id: 'PublicDeadlines' });

/** An account of a clock's time with each rule's article and sentence, for people and their software. */
export function ledgerView({ entries, ...ledger }: Ledger): ShownLedger {
  return {
    ...ledger,
    inWords: ledgerInWords({ entries, ...ledger }),
    skippedDays: skippedDays({ entries, ...ledger }),
    entries: entries.map((entry) => ({ ...entry, skipped: [...entry.skipped] })),
    rules: Object.fromEntries(wordsIn(entries).map((word) => [word, explained(word)])),
  };
}

function wordsIn(entries: readonly LedgerEntry[]): RuleWord[] {
  return [...new Set(entries.flatMap(({ rule, skipped }) => [rule, ...skipped.map(({ reason }) => reason)]))];
}

function explained(word: RuleWord): Omit<DeadlineRule, 'id'> {
  const { cites, confidence, says } = ruleOf(word);
  return { cites, confidence, says };
}

function clockView({ name, id, owedBy, rule, ledger }: NamedClock): z.infer<typeof shownClock> {
  return { name, ...(id !== undefined && { id }), title: NAMES[name], owedBy, by: explained(rule), ...ledgerView(ledger) };
}

/** Every clock of a dossier, explained; and, to those who may read the dossier, the apology (form 04) and the paper of a suspension. */
export function deadlinesView(dossier: Dossier, context: DecisionContext): z.infer<typeof shownDeadlines> {
  return {
    dossierId: dossier.id,
    ...('code' in dossier && { code: dossier.code }),
    status: dossier.status,
    ...('dueAt' in dossier && dossier.dueAt !== undefined && { dueAt: dossier.dueAt }),
    apologies: 'apologies' in dossier ? dossier.apologies : [],
    ...('suspension' in dossier && dossier.suspension !== undefined && { suspension: dossier.suspension }),
    clocks: namedClocks(dossier, context).map(clockView),
  };
}

/** The same for whoever holds the receipt: no words that somebody typed, only dates, days and articles. */
export function publicDeadlinesView(dossier: Dossier, context: DecisionContext): z.infer<typeof shownPublicDeadlines> {
  return {
    ...('code' in dossier && { code: dossier.code }),
    ...('dueAt' in dossier && dossier.dueAt !== undefined && { dueAt: dossier.dueAt }),
    newAppointments: 'apologies' in dossier ? dossier.apologies.map(({ missedDueAt, newDueAt, at }) => ({ missedDueAt, newDueAt, at })) : [],
    clocks: namedClocks(dossier, context).map(clockView),
  };
}
