import type { CalendarProposal, ProposalChange } from '#domain/deadlines/calendar-proposal';
import { DomainError } from '#domain/kernel/domain-error';
import type { CalendarTools } from '#functions/platform/calendar-tools';
import { findProposal, viewProposal } from '#functions/platform/find-proposal';
import type { HttpAnswer } from '#functions/platform/http-answer';
import { EdgeProblem } from '#functions/platform/problem';

interface Decision {
  readonly edition: number;
  /** Whether the very same was decided before, so that a repeated call is answered alike. */
  readonly isAlready: (proposal: CalendarProposal) => boolean;
  readonly decide: (proposal: CalendarProposal) => ProposalChange;
}

/** Somebody else was first this often: then the caller shall come again. */
const MAX_ATTEMPTS = 5;

/**
 * A person's yes or no to a proposal: committed first, and only then signalled to the machine that waits for it (D4).
 * A repeated call signals again, since the first one may have ended in between.
 * @throws DomainError calendar-not-found, calendar-superseded, or whatever `decide` refuses
 */
export async function decideOnProposal({ register, machine }: Pick<CalendarTools, 'register' | 'machine'>, { edition, isAlready, decide }: Decision): Promise<HttpAnswer> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const proposal = await findProposal(register, edition);
    const change = isAlready(proposal) ? undefined : decide(proposal);
    const outcome = change === undefined ? 'committed' : await register.commit(change);
    if (outcome === 'superseded') throw superseded();
    if (outcome === 'conflict') continue;
    const token = await register.waitToken(edition);
    if (token !== undefined) await machine.wake(token);
    return { status: 200, body: await viewProposal(register, change?.after ?? proposal) };
  }
  throw new EdgeProblem('changed-meanwhile');
}

function superseded(): DomainError {
  return new DomainError({
    kind: 'conflict',
    code: 'calendar-superseded',
    mend: {
      vi: 'Đã có phiên bản lịch khác có hiệu lực hoặc đang được áp dụng; hãy đề xuất lại trên phiên bản đó.',
      en: 'Another edition came into force, or is being applied; propose this one again on top of it.',
    },
  });
}
