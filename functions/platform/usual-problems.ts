/** Refusals of whoever looks for one dossier. */
export const READING_PROBLEMS = ['dossier-not-found', 'dossier-being-written'] as const;

/** Refusals that any move of a dossier can meet; those of the move itself come to them. */
export const MOVING_PROBLEMS = [...READING_PROBLEMS, 'not-allowed', 'stale-version', 'changed-meanwhile', 'idempotency-key-reused', 'move-not-allowed', 'no-calendar'] as const;

/** Refusals of a list. */
export const LISTING_PROBLEMS = ['not-allowed', 'cursor-malformed'] as const;
