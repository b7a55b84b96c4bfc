import { describe, expect, it } from '@jest/globals';
import { approve, finish, hasBeenApproved, isDecided, previewed, putInForce, reject, resume } from '#domain/deadlines/calendar-proposal';
import { aProposal } from '#test/support/builders/calendar-builders';

const at = '2025-12-25T03:00:00.000Z';
const counts = { dossiersLookedAt: 10, dossiersMoving: 4, datesMoving: 9, dossiersNotCounted: 1 };
const awaiting = previewed(aProposal(), counts, at).after;
const yes = { by: 'sub-administrator-2', at, needsSecondPerson: true };

describe('a new calendar on its way into force', () => {
  it('is looked at, approved by another person, put in force and applied, each with who and when', () => {
    const approved = approve(awaiting, yes);
    const inForce = putInForce(approved.after, at);
    const applied = finish(inForce.after, counts, at);
    expect([approved.succession, inForce.succession, applied.succession]).toEqual(['claim', 'publish', 'release']);
    expect(applied.after).toEqual({
      ...aProposal(), version: 5, state: 'applied', counts, applied: counts, previewedAt: at, approvedBy: yes.by, approvedAt: at, inForceSince: at, appliedAt: at,
    });
    expect([awaiting, approved.after, inForce.after, applied.after].map(hasBeenApproved)).toEqual([false, true, true, true]);
  });

  it('is not approved by whoever proposed it where four eyes are asked for', () => {
    const own = { ...yes, by: awaiting.proposedBy };
    expect(() => approve(awaiting, own)).toThrow(expect.objectContaining({ details: expect.objectContaining({ kind: 'forbidden', code: 'second-approver-needed' }) }));
    expect(approve(awaiting, { ...own, needsSecondPerson: false }).after.state).toBe('approved');
  });

  it('is not approved before all open dossiers were looked at, nor after it was decided', () => {
    const rejected = reject(awaiting, { by: 'sub', at, reason: 'Chưa có công văn' }).after;
    for (const proposal of [aProposal(), rejected]) {
      expect(() => approve(proposal, yes)).toThrow(expect.objectContaining({ details: expect.objectContaining({ code: 'calendar-not-awaiting-approval' }) }));
    }
  });

  it('can be rejected with a reason until it is approved, and not after', () => {
    const no = { by: 'sub', at, reason: 'Chưa có công văn' };
    expect(reject(aProposal(), no).after).toMatchObject({ state: 'rejected', reason: 'Chưa có công văn', rejectedBy: 'sub', rejectedAt: at });
    expect(() => reject(approve(awaiting, yes).after, no)).toThrow('approved');
  });

  it('is given another machine while something is left to do', () => {
    expect(resume(awaiting).after).toMatchObject({ state: 'awaiting-approval', machineEpoch: 2, version: 3 });
    const over = reject(awaiting, { by: 'sub', at, reason: 'Chưa có công văn' }).after;
    expect(isDecided(over)).toBe(true);
    expect(() => resume(over)).toThrow(expect.objectContaining({ details: expect.objectContaining({ code: 'calendar-replay-over' }) }));
  });
});
