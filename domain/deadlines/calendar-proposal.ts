import * as z from 'zod';
import { DomainError } from '#domain/kernel/domain-error';
import { isoInstant } from '#domain/kernel/instant';

/** What a replay found, or did: open dossiers looked at, those with a date that moves, dates, and those that cannot be counted. */
export const replayCounts = z
  .object({
    dossiersLookedAt: z.number().int().nonnegative(),
    dossiersMoving: z.number().int().nonnegative(),
    datesMoving: z.number().int().nonnegative(),
    dossiersNotCounted: z.number().int().nonnegative(),
  })
  .strict();
export type ReplayCounts = z.infer<typeof replayCounts>;

const subject = z.string().min(1).max(200);

/** An edition of the calendar on its way into force: previewed over open dossiers, approved by a person, then applied. */
export const calendarProposal = z
  .object({
    edition: z.number().int().positive(),
    /** The edition that was in force when it was proposed; it can follow no other. */
    basedOn: z.number().int().nonnegative(),
    /** Bumped by every change; the machine waits on condition that it is still the decided one. */
    version: z.number().int().positive(),
    state: z.enum(['previewing', 'awaiting-approval', 'approved', 'applying', 'applied', 'rejected']),
    /** Counts the machines that were started for it: 1, then one more for each that replaces a lost one. */
    machineEpoch: z.number().int().positive(),
    proposedBy: subject,
    proposedAt: isoInstant,
    previewedAt: isoInstant.optional(),
    /** What the preview found. */
    counts: replayCounts.optional(),
    approvedBy: subject.optional(),
    approvedAt: isoInstant.optional(),
    rejectedBy: subject.optional(),
    rejectedAt: isoInstant.optional(),
    reason: z.string().min(1).max(1000).optional(),
    inForceSince: isoInstant.optional(),
    appliedAt: isoInstant.optional(),
    /** What the replay did. */
    applied: replayCounts.optional(),
  })
  .strict();
export type CalendarProposal = z.infer<typeof calendarProposal>;

/** How a change of a proposal touches what is in force: it takes the next place, becomes what is in force, or is done. */
type Succession = 'claim' | 'publish' | 'release';

export interface ProposalChange {
  readonly before: CalendarProposal;
  readonly after: CalendarProposal;
  readonly succession?: Succession;
}

interface Decision {
  /** Subject of who decides. */
  readonly by: string;
  /** Recorded instant (UTC). */
  readonly at: string;
}

/** All open dossiers were looked at. */
export function previewed(proposal: CalendarProposal, counts: ReplayCounts, at: string): ProposalChange {
  return changed(proposal, ['previewing'], { state: 'awaiting-approval', counts, previewedAt: at });
}

/**
 * A person says yes. With four eyes it is another person than the one who proposed.
 * @throws DomainError calendar-not-awaiting-approval or second-approver-needed
 */
export function approve(proposal: CalendarProposal, { by, at, needsSecondPerson }: Decision & { readonly needsSecondPerson: boolean }): ProposalChange {
  if (needsSecondPerson && proposal.proposedBy === by) throw secondApproverNeeded();
  return { ...changed(proposal, ['awaiting-approval'], { state: 'approved', approvedBy: by, approvedAt: at }), succession: 'claim' };
}

/** @throws DomainError calendar-not-awaiting-approval once it is approved */
export function reject(proposal: CalendarProposal, { by, at, reason }: Decision & { readonly reason: string }): ProposalChange {
  return changed(proposal, ['previewing', 'awaiting-approval'], { state: 'rejected', rejectedBy: by, rejectedAt: at, reason });
}

/** From now on it is what every new date is counted by. */
export function putInForce(proposal: CalendarProposal, at: string): ProposalChange {
  return { ...changed(proposal, ['approved'], { state: 'applying', inForceSince: at }), succession: 'publish' };
}

/** Every open dossier has been counted again. */
export function finish(proposal: CalendarProposal, counts: ReplayCounts, at: string): ProposalChange {
  return { ...changed(proposal, ['applying'], { state: 'applied', applied: counts, appliedAt: at }), succession: 'release' };
}

/** A machine of its own again, in the place of one that was lost. @throws DomainError calendar-replay-over */
export function resume(proposal: CalendarProposal): ProposalChange {
  if (isDecided(proposal)) throw replayOver();
  return changed(proposal, [proposal.state], { machineEpoch: proposal.machineEpoch + 1 });
}

/** Nothing is left to do. */
export function isDecided({ state }: CalendarProposal): boolean {
  return state === 'applied' || state === 'rejected';
}

export function hasBeenApproved({ state }: CalendarProposal): boolean {
  return state === 'approved' || state === 'applying' || state === 'applied';
}

function changed(before: CalendarProposal, from: readonly CalendarProposal['state'][], facts: Partial<CalendarProposal>): ProposalChange {
  if (!from.includes(before.state)) throw notAwaitingApproval(before.state);
  return { before, after: { ...before, ...facts, version: before.version + 1 } };
}

function notAwaitingApproval(state: CalendarProposal['state']): DomainError {
  return new DomainError({
    kind: 'forbidden-by-state',
    code: 'calendar-not-awaiting-approval',
    mend: { vi: `Phiên bản lịch này đang ở trạng thái "${state}"; chỉ quyết định được khi đang chờ phê duyệt.`, en: `This edition is "${state}"; it can be decided on only while it awaits approval.` },
  });
}

function secondApproverNeeded(): DomainError {
  return new DomainError({
    kind: 'forbidden',
    code: 'second-approver-needed',
    mend: { vi: 'Người đề xuất lịch không tự phê duyệt được; cần một quản trị viên khác.', en: 'Whoever proposed the calendar cannot approve it; another administrator must.' },
  });
}

function replayOver(): DomainError {
  return new DomainError({
    kind: 'forbidden-by-state',
    code: 'calendar-replay-over',
    mend: { vi: 'Việc tính lại theo phiên bản lịch này đã kết thúc.', en: 'The replay of this edition is over; there is nothing to resume.' },
  });
}
