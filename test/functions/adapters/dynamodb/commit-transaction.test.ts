import { describe, expect, it } from '@jest/globals';
import type { DossierChange } from '#domain/dossiers/dossier-store';
import { planCommit } from '#functions/adapters/dynamodb/commit-transaction';
import { aChange, anAnswer } from '#test/support/builders/change-builders';
import { aDraft, anInProgress, aSubmitted } from '#test/support/builders/dossier-builders';
import { aPaper, aStep, byId } from '#test/support/builders/part-builders';

function rolesOf(change: DossierChange): string[] {
  return planCommit(change, 'T').map((write) => {
    const { Put, Update } = write.item;
    const sk = Put?.Item?.['sk'] ?? Update?.Key?.['sk'];
    return `${write.role} ${String(sk)}`;
  });
}

describe('the transaction of a move', () => {
  it('writes META, the event and the one step that changed, and nothing else', () => {
    const before = anInProgress({ steps: byId(aStep(), aStep({ id: 'issue-card' })), papers: byId(aPaper(), aPaper({ id: 'paper-2' })) });
    const after = { ...before, version: 6, steps: { ...before.steps, ...byId(aStep({ state: 'answered' })) } };
    expect(rolesOf(aChange(before, after))).toEqual(['meta A#META', 'event E#000006', 'part C#STEP#register-birth']);
  });

  it('writes the code when it is given, and not again', () => {
    const draft = aDraft();
    const submitted = aSubmitted({ id: draft.id, version: 2, papers: {} });
    expect(rolesOf(aChange(draft, submitted))).toEqual(['meta A#META', 'event E#000002', 'part B#FILING', 'code CODE']);
    expect(rolesOf(aChange(submitted, { ...submitted, version: 3, supplementRequests: 1 }))).toEqual(['meta A#META', 'event E#000003']);
  });

  it('keeps the answer for seven days after the move', () => {
    const plan = planCommit(aChange(undefined, aDraft(), { at: '2026-11-23T00:00:00.000Z', answer: anAnswer() }), 'T');
    const kept = plan.find((write) => write.role === 'answer')?.item.Put?.Item;
    expect(kept?.['expiresAtEpochSeconds']).toBe(Date.parse('2026-11-30T00:00:00.000Z') / 1000);
  });

  it('puts personal data into no other item than the application', () => {
    const dossier = anInProgress();
    const { fullName, identityNumber } = dossier.application.applicant;
    const items = planCommit(aChange(undefined, dossier), 'T').map((write) => JSON.stringify(write.item));
    expect(items.filter((item) => item.includes(fullName) || item.includes(identityNumber))).toHaveLength(1);
  });

  it('keeps META of a dossier in work for eight agencies below one kilobyte, which is what a write is charged for', () => {
    const agencies = ['civil-status', 'commune-police', 'social-insurance', 'land-office', 'tax-office', 'planning', 'fire-police', 'one-stop'];
    const roles = Object.fromEntries(agencies.map((role, index) => [role, `H26.001.0${index}`]));
    const steps = agencies.map((id) => aStep({ id }));
    const before = anInProgress({ roles, steps: byId(...steps), choices: { 'born-at': 'hospital', 'insurance-card': 'yes', residence: 'with-mother' } });
    const clock = (['started', 'stopped', 'resumed'] as const).map((kind) => (kind === 'started' ? { kind, at: before.receivedAt } : { kind, at: before.receivedAt, ground: 'supplement' as const }));
    const plan = planCommit(aChange(undefined, { ...before, clock }, { wakeAt: before.receivedAt }), 'T');
    const meta = plan[0]?.item.Put?.Item ?? {};
    expect(attributeBytes(meta)).toBeLessThan(1024);
  });

  it('refuses a move that would lose a part of the record', () => {
    const before = anInProgress();
    expect(() => planCommit(aChange(before, { ...before, version: 6, steps: {} }), 'T')).toThrow('would lose C#STEP#register-birth');
  });

  it('refuses a move too large for one transaction', () => {
    const papers = byId(...Array.from({ length: 100 }, (_none, index) => aPaper({ id: `paper-${index}` })));
    const draft = aDraft();
    expect(() => planCommit(aChange(draft, { ...draft, version: 2, papers }), 'T')).toThrow('a transaction takes 100');
  });
});

/** As DynamoDB counts: names and text by their bytes, other values roughly by their digits. */
function attributeBytes(item: Record<string, unknown>): number {
  const sizeOf = (value: unknown): number => {
    if (typeof value === 'string') return Buffer.byteLength(value);
    if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + sizeOf(each) + 1, 3);
    if (typeof value === 'object' && value !== null) return Object.entries(value).reduce((sum, [name, each]) => sum + name.length + sizeOf(each) + 1, 3);
    return value === undefined ? 0 : Math.ceil(String(value).length / 2) + 1;
  };
  return Object.entries(item).reduce((sum, [name, value]) => sum + (value === undefined ? 0 : name.length + sizeOf(value)), 0);
}
