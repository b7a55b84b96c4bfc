import type { Mend } from '#domain/kernel/domain-error';

/** One kind of refusal at the edge: what it is called and the sentence that says what to mend. */
export interface ProblemEntry {
  readonly status: number;
  readonly title: Mend;
  readonly mend: Mend;
}
