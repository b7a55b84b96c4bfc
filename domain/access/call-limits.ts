import type { Principal } from '#domain/kernel/authoriser';

/** Whose calls are counted together; `nobody` is counted by the address it calls from. */
export type CallerKind = Principal['kind'] | 'nobody';

/** Calls are counted in fixed windows of this length. */
export const WINDOW_SECONDS = 60;

export type CallLimits = Readonly<Record<CallerKind, number>>;

/**
 * Calls per caller and minute. A person on a page makes ten at most; an officer's desk keeps lists fresh; a system works
 * through a morning's dossiers at 50 a second. Behind one address an office may sit, so nobody has more than one person.
 * A stage may say otherwise (infra/stages.ts).
 */
export const CALLS_PER_MINUTE: CallLimits = {
  nobody: 600,
  citizen: 300,
  officer: 600,
  auditor: 600,
  administrator: 600,
  partner: 3_000,
  'agency-system': 3_000,
};
