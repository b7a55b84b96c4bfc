import type { Ledger, LedgerEntry } from '#domain/deadlines/ledger';
import { ledgerInWords, skippedDays } from '#domain/deadlines/ledger-in-words';
import { ruleOf, type DeadlineRule, type RuleWord } from '#domain/deadlines/rules';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import { namedClocks, type ClockName, type NamedClock } from '#domain/dossiers/named-clocks';

const NAMES = {
  admissibility: { vi: 'Kiểm tra, tiếp nhận hồ sơ', en: 'Check and acceptance' },
  'supplement-request': { vi: 'Thời gian được yêu cầu bổ sung', en: 'Until when a supplement may be asked for' },
  'applicants-answer': { vi: 'Thời hạn người nộp bổ sung', en: 'The applicant’s time to supplement' },
  step: { vi: 'Bước xử lý của cơ quan', en: 'An agency’s step' },
  consultation: { vi: 'Lấy ý kiến', en: 'Opinions asked for' },
  settlement: { vi: 'Giải quyết hồ sơ', en: 'Settlement' },
  'hand-over': { vi: 'Trả kết quả', en: 'Hand-over of the result' },
} as const satisfies Record<ClockName, { readonly vi: string; readonly en: string }>;

/** An account of a clock's time with each rule's article and sentence, for people and their software. */
export function ledgerView({ entries, ...ledger }: Ledger) {
  return {
    ...ledger,
    inWords: ledgerInWords({ entries, ...ledger }),
    skippedDays: skippedDays({ entries, ...ledger }),
    entries,
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

function clockView({ name, id, owedBy, rule, ledger }: NamedClock) {
  return { name, ...(id !== undefined && { id }), title: NAMES[name], owedBy, by: explained(rule), ...ledgerView(ledger) };
}

/** Every clock of a dossier, explained; and, to those who may read the dossier, the apology (form 04) and the paper of a suspension. */
export function deadlinesView(dossier: Dossier, context: DecisionContext) {
  const { dueAt } = { dueAt: undefined, ...dossier };
  return {
    dossierId: dossier.id,
    ...('code' in dossier && { code: dossier.code }),
    status: dossier.status,
    ...(dueAt !== undefined && { dueAt }),
    apologies: 'apologies' in dossier ? dossier.apologies : [],
    ...('suspension' in dossier && dossier.suspension !== undefined && { suspension: dossier.suspension }),
    clocks: namedClocks(dossier, context).map(clockView),
  };
}

/** The same for whoever holds the receipt: no words that somebody typed, only dates, days and articles. */
export function publicDeadlinesView(dossier: Dossier, context: DecisionContext) {
  const { dueAt } = { dueAt: undefined, ...dossier };
  return {
    ...('code' in dossier && { code: dossier.code }),
    ...(dueAt !== undefined && { dueAt }),
    newAppointments: 'apologies' in dossier ? dossier.apologies.map(({ missedDueAt, newDueAt, at }) => ({ missedDueAt, newDueAt, at })) : [],
    clocks: namedClocks(dossier, context).map(clockView),
  };
}
