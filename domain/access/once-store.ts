import type { Temporal } from '#domain/kernel/temporal';

/** A word that may be said once, such as the nonce of a message or the `jti` of an assertion. */
export interface OnceWord {
  readonly kind: 'nonce' | 'assertion';
  readonly clientId: string;
  readonly word: string;
  /** After this the word would be refused for its age, and need not be remembered. */
  readonly until: Temporal.Instant;
}

export interface OnceStore {
  /** True for whoever says it first; false for everybody after, until the word is too old. */
  sayOnce(word: OnceWord, now: Temporal.Instant): Promise<boolean>;
}
