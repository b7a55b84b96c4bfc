import { describe, expect, it, test } from '@jest/globals';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { whoIsTold } from '#domain/notifications/who-is-told';
import { CITIZEN, draft, inProgress, next, RECEIVING_AGENCY, submitted } from '#test/functions/platform/sample-dossier';

const AT = '2026-11-23T02:00:00.000Z';
const { dossier } = inProgress();
const told = (event: DossierEvent, of: Dossier = dossier) => whoIsTold({ event }, of);
const stepAgency = 'H26.40';
const consultation = { id: 'opinions', stepId: 'appraise', question: 'Q', askedAt: AT, dueAt: AT, onSilence: 'ESCALATE', quorum: 2, revision: 1, state: 'open', opinions: { 'H26.41': { state: 'asked' }, 'H26.42': { state: 'asked' } } } as const;

describe('the agency that owes a step', () => {
  it('learns when it opens, and it alone', () => {
    const opened = inProgress().events.find(({ event }) => event.type === 'StepOpened');
    expect(opened === undefined ? [] : whoIsTold(opened, dossier)).toEqual([stepAgency]);
  });

  test.each<[string, DossierEvent]>([
    ['it is asked again', { type: 'StepReopened', stepId: 'appraise', round: 2, openedAt: AT, atRiskAt: AT, dueAt: AT }],
    ['it need not answer any more', { type: 'StepCancelled', stepId: 'appraise' }],
    ['it is about to be late', { type: 'SlaAtRisk', what: 'step', stepId: 'appraise', agency: stepAgency, dueAt: AT, epoch: 1 }],
    ['it is late', { type: 'SlaBreached', what: 'step', stepId: 'appraise', agency: stepAgency, dueAt: AT, epoch: 1 }],
  ])('learns when %s', (_title, event) => {
    expect(told(event)).toEqual([stepAgency]);
  });
});

describe('consulted agencies', () => {
  const asked = { ...dossier, consultations: { opinions: consultation } };

  it('learn of the question, each of them', () => {
    expect(told({ type: 'OpinionsRequested', consultation })).toEqual(['H26.41', 'H26.42']);
  });

  it('learn with the one that asked when silence is escalated', () => {
    expect(told({ type: 'ConsultationEscalated', consultationId: 'opinions', silentAgencies: ['H26.42'] }, asked)).toEqual(['H26.42', stepAgency]);
  });

  it('are not told when it is over; the one that asked is', () => {
    expect(told({ type: 'ConsultationClosed', consultationId: 'opinions', silentAgencies: [] }, asked)).toEqual([stepAgency]);
  });
});

describe('the receiving agency', () => {
  test.each<[string, DossierEvent]>([
    ['a dossier was handed in', { type: 'DossierSubmitted', code: 'c', roles: {}, papers: [], receptionDueAt: AT }],
    ['it was completed before acceptance', { type: 'DossierSupplemented', papers: [], facts: [], receptionDueAt: AT }],
    ['there is a result to hand over', { type: 'DossierSettled', outcome: 'granted', results: [], reasons: [] }],
    ['the desk is late', { type: 'SlaBreached', what: 'reception', agency: RECEIVING_AGENCY, dueAt: AT, epoch: 1 }],
  ])('learns when %s', (_title, event) => {
    expect(told(event)).toEqual([RECEIVING_AGENCY]);
  });

  it('is not troubled with a supplement that goes to a step', () => {
    expect(told({ type: 'DossierSupplemented', papers: [], facts: [], dueAt: AT })).toEqual([]);
  });

  it('learns of a withdrawal, and so does every agency that was still at work', () => {
    const withdrawn = next(inProgress(), { type: 'withdraw', by: CITIZEN, reason: 'Không cần nữa' });
    const last = withdrawn.events.filter(({ seq }) => seq > dossier.version);
    expect(new Set(last.flatMap((recorded) => whoIsTold(recorded, withdrawn.dossier)))).toEqual(new Set([stepAgency, RECEIVING_AGENCY]));
  });

  it('is told once, although it is at work itself', () => {
    const [first] = Object.values(dossier.steps);
    if (first === undefined) throw new Error('the sample has an open step');
    const ownStep = { ...dossier, steps: { [first.id]: { ...first, agency: RECEIVING_AGENCY } } };
    expect(told({ type: 'DossierStopped', reasons: [] }, ownStep)).toEqual([RECEIVING_AGENCY]);
  });
});

it('tells nobody of a draft, nor of what only the applicant waits for', () => {
  expect(draft().events.flatMap((recorded) => whoIsTold(recorded, draft().dossier))).toEqual([]);
  expect(told({ type: 'DossierAccepted', facts: [] }, submitted().dossier)).toEqual([]);
  expect(told({ type: 'ResultHandedOver', method: 'online' })).toEqual([]);
});
