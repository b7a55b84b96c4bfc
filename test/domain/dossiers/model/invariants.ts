import { expect } from '@jest/globals';
import { lateFrom } from '#domain/deadlines/late-from';
import { percentComplete } from '#domain/dossiers/completion';
import { dossierView } from '#domain/dossiers/dossier-view';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent, RecordedEvent } from '#domain/dossiers/event';
import type { Watch } from '#domain/dossiers/parts';
import { evolve } from '#domain/dossiers/evolve';
import { movedView } from '#domain/dossiers/moved-view';
import { receipt } from '#domain/dossiers/receipt';
import { isOver, waitsFor, wakeAt } from '#domain/dossiers/wake';
import { toIso } from '#domain/kernel/instant';
import { APPLICATION, type Story } from '../story.ts';

/** What one command may never do, seen from before and after it. */
export function expectLawfulChange(before: Dossier, after: Dossier, story: Story): void {
  for (const [id, step] of Object.entries(before.steps)) {
    const isReassigned = story.recorded.slice(before.version).some(({ event }) => event.type === 'StepReassigned' && event.stepId === id);
    expect(after.steps[id]).toMatchObject({ id, stageId: step.stageId, kind: step.kind, ...(!isReassigned && { agency: step.agency }) });
    expect(after.steps[id]?.round).toBeGreaterThanOrEqual(step.round);
  }
  if (isOver(before) && before.version !== after.version) {
    expect([before.status, after.status, after.version - before.version]).toEqual(['settled', 'returned', 1]);
  }
  expect(percentComplete(after, story.procedure)).toBeGreaterThanOrEqual(percentComplete(before, story.procedure));
  if (isOver(after)) {
    expect(Object.values(after.steps).filter(({ state }) => state === 'open' || state === 'returned')).toEqual([]);
    expect(Object.values(after.consultations).filter(({ state }) => state !== 'closed')).toEqual([]);
    expect(Object.values(after.documents).filter(({ state }) => state === 'signing')).toEqual([]);
  }
  for (const { documentId } of 'results' in after ? after.results : []) if (documentId !== undefined) expect(after.documents[documentId]?.state).toBe('issued');
}

/** Nothing more is due now, and the next checkpoint is neither missed nor invented. */
export function expectAtRest(story: Story): void {
  const { dossier, context } = story;
  expect(story.ask({ type: 'advance' })).toEqual([]);
  const wake = wakeAt(dossier, context);
  if (wake !== undefined) expect(wake > toIso(story.now)).toBe(true);
  const limits = futureLimits(story, toIso(story.now));
  expect({ limits, isAwaited: wake !== undefined }).toEqual({ limits, isAwaited: limits.length > 0 });
}

/** Every limit that still lies ahead, read off the state by hand. */
function futureLimits({ dossier, procedure }: Story, now: string): string[] {
  if (isOver(dossier) || dossier.status === 'draft') return [];
  const isSuspended = 'suspension' in dossier && dossier.suspension !== undefined;
  const isOwed = (step: Dossier['steps'][string]) => step.obligation !== undefined && step.obligation.at >= step.openedAt;
  const limits = [
    ...(waitsFor(dossier) === 'desk' ? [lateFrom(dossier.receptionDueAt), ...rungsLeft(dossier.receptionWatch, procedure)] : []),
    ...('supplement' in dossier ? [dossier.supplement.answerBy] : []),
    ...('dueAt' in dossier && dossier.dueAt !== undefined ? [lateFrom(dossier.dueAt)] : []),
    ...Object.values(dossier.steps).flatMap((step) => (step.state === 'open' && !isOwed(step) && !isSuspended ? [lateFrom(step.dueAt), ...rungsLeft(step.watch, procedure)] : [])),
    ...Object.values(dossier.consultations).filter(({ state }) => state === 'open').map(({ dueAt }) => dueAt),
    ...Object.values(dossier.documents).filter(({ state, lateAt }) => state === 'signing' && lateAt === undefined).map(({ dueAt }) => dueAt),
  ];
  return limits.filter((limit) => limit > now);
}

/** At rest a rung that was not told yet lies ahead. */
function rungsLeft({ ladder }: Watch, { lateness }: Story['procedure']): string[] {
  return ladder.length < lateness.ladder.length ? ['9999'] : [];
}

/** What must be true of the whole record, however it came about. */
export function expectSoundRecord({ recorded, dossier, procedure }: Story): void {
  expect(recorded.map(({ seq }) => seq)).toEqual(recorded.map((_, index) => index + 1));
  expect(dossier.version).toBe(recorded.length);
  expect(new Set(recorded.map(({ id }) => id)).size).toBe(recorded.length);
  const events = recorded.map(({ event }) => event);
  expect(repeated(events.flatMap(alertKey))).toEqual([]);
  expect(repeated(events.flatMap((event) => (event.type === 'ConsultationClosed' ? [event.consultationId] : [])))).toEqual([]);
  expect(events.filter(({ type }) => type === 'SupplementRequested').length).toBeLessThanOrEqual(procedure.supplement.maxRequests);
  // The salt is drawn, not folded.
  expect(refold(recorded)).toEqual({ ...dossier, salt: undefined });
  expectNoPersonalData(recorded, dossier);
}

/** Folds what a store would give back; on the way a promise may only change with a fact of the clock. */
function refold(recorded: readonly RecordedEvent[]): Dossier | undefined {
  const stored: RecordedEvent[] = JSON.parse(JSON.stringify(recorded));
  return stored.reduce<Dossier | undefined>((before, each) => {
    const after = evolve(before, each, APPLICATION);
    const facts = 'facts' in each.event ? each.event.facts : [];
    const isMoved = before !== undefined && promiseOf(before) !== promiseOf(after);
    if (isMoved && facts.length === 0 && each.event.type !== 'DatesRecounted' && !isOver(after)) throw new Error(`${each.event.type} moved the promise without a fact`);
    return after;
  }, undefined);
}

function promiseOf(dossier: Dossier): string | undefined {
  return 'dueAt' in dossier ? dossier.dueAt : undefined;
}

function alertKey(event: DossierEvent): string[] {
  if (event.type === 'CheckpointReached') return [`${event.checkpoint} ${String(event.epoch)}`];
  if (event.type === 'LatenessEscalated') return [`${event.rung} ${event.what} ${event.stepId ?? ''} ${String(event.epoch)}`];
  if (event.type === 'SlaAtRisk') return [`at-risk ${event.stepId} ${String(event.epoch)}`];
  return event.type === 'SlaBreached' ? [`breached ${event.what} ${event.stepId ?? ''} ${String(event.epoch)}`] : [];
}

function repeated(keys: readonly string[]): string[] {
  return keys.filter((key, index) => keys.indexOf(key) < index);
}

const PERSONAL = [...Object.values(APPLICATION.applicant).filter((value) => value !== 'citizen'), ...Object.values(APPLICATION.form)].map(String);

/** Personal data lives in the application and nowhere else. */
function expectNoPersonalData(recorded: readonly RecordedEvent[], dossier: Dossier): void {
  const told = [recorded, movedView(dossier), dossierView(dossier, { withApplication: false }), dossier.status === 'draft' ? {} : receipt(dossier)];
  const text = JSON.stringify(told);
  expect(PERSONAL.filter((value) => text.includes(value))).toEqual([]);
}
