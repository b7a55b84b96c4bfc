/** What one running function has borrowed of a caller's window. */
export interface Allowance {
  /** Calls that may still be let in without asking the shared count. */
  readonly left: number;
  /** Calls taken from the shared count so far by this function; the next loan is as large. */
  readonly taken: number;
  /** What the shared count had left for others when it was last asked. */
  readonly leftForAll: number;
}

export const NOTHING_BORROWED: Allowance = { left: 0, taken: 0, leftForAll: Number.POSITIVE_INFINITY };

/** The share of a limit that one loan may be at most, and the loan a busy caller comes to: one write for so many calls. */
const LARGEST_LOAN = 20;
const LARGEST_SHARE = 1 / 1_000;

/**
 * How many calls to borrow next: 1, 1, 2, 4 … up to 20 (more under limits of tens of thousands). As no loan is larger than
 * what was used before, a caller spread over many functions is refused at half of its limit at the earliest.
 */
export function nextLoan({ taken }: Allowance, limit: number): number {
  const largest = Math.max(LARGEST_LOAN, Math.floor(limit * LARGEST_SHARE));
  return Math.max(1, Math.min(taken, largest));
}

/** The allowance after a loan that brought the shared count to `count`; what lies beyond the limit was not lent. */
export function afterLoan({ taken }: Allowance, loan: { readonly asked: number; readonly count: number; readonly limit: number }): Allowance {
  const lent = Math.min(loan.asked, Math.max(0, loan.limit - (loan.count - loan.asked)));
  return { left: lent, taken: taken + lent, leftForAll: Math.max(0, loan.limit - loan.count) };
}

/** One call less. */
export function afterCall(allowance: Allowance): Allowance {
  return { ...allowance, left: allowance.left - 1 };
}
