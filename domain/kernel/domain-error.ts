/**
 * Why the domain refused. `kind` is what the edge turns into a status (one table, `functions/platform/problem.ts`);
 * the domain never speaks HTTP.
 */
export type DomainErrorKind =
  | 'malformed' // the words themselves are wrong: a field is missing, unknown or of the wrong type
  | 'not-found' // it does not exist, or the caller may not learn that it does
  | 'forbidden' // the caller is known and may know of it, but may not do this
  | 'forbidden-by-state' // lawful in another state of the dossier, not in this one
  | 'rule-broken' // well formed, but a rule of the procedure or the law is not met
  | 'conflict' // somebody else changed it first; read again and decide again
  | 'unavailable'; // an outside part did not answer; the same call may be made again

/** One sentence that says what to mend, for the two languages of the desk. */
export interface Mend {
  readonly vi: string;
  readonly en: string;
}

export interface DomainErrorDetails {
  readonly kind: DomainErrorKind;
  /** Stable, kebab-case; becomes the problem's `type`. */
  readonly code: string;
  readonly mend: Mend;
  /** JSON pointers of the fields at fault, with what is wrong; never personal data. */
  readonly fields?: readonly { readonly pointer: string; readonly problem: string }[];
}

/** A violation of the law, of a procedure or of the order of moves. Thrown by the domain, mapped once at the edge. */
export class DomainError extends Error {
  readonly details: DomainErrorDetails;

  constructor(details: DomainErrorDetails) {
    super(`${details.code}: ${details.mend.en}`);
    this.name = 'DomainError';
    this.details = details;
  }
}
