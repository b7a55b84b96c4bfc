import type { Dossier, FiledDossier } from '#domain/dossiers/dossier';
import { isStopped } from '#domain/dossiers/legal-clock';
import type { Step } from '#domain/dossiers/parts';
import { isOver } from '#domain/dossiers/wake';
import type { Fact } from '#domain/figures/fact';
import { settlementPromise, stepPromise, type Promised } from '#domain/figures/promises';
import { dayOf, fiveMinutesOf, hourOf } from '#domain/figures/time-buckets';

/**
 * Everything a dossier adds to the figures, from its state and nothing else: the same state is the same facts, however
 * often and in whatever order its events are told. A draft adds nothing.
 */
export function dossierFacts(dossier: Dossier): Fact[] {
  if (dossier.status === 'draft') return [];
  const agency = dossier.receivingAgency;
  const steps = Object.values(dossier.steps);
  const promises = [settlementPromise(dossier), ...steps.map(stepPromise)];
  return [
    { what: 'received', agency, day: dayOf(dossier.submittedAt) },
    ...lifeFacts(dossier),
    ...openConsultations(dossier),
    ...steps.flatMap((step) => stepFacts(step, dossier)),
    ...promises.flatMap((promised) => (promised === undefined ? [] : [promiseFact(agency, promised)])),
  ];
}

function lifeFacts(dossier: FiledDossier): Fact[] {
  const agency = dossier.receivingAgency;
  switch (dossier.status) {
    case 'submitted':
      return [{ what: 'open', agency, state: 'in-time' }];
    case 'accepted':
    case 'in-progress':
    case 'awaiting-payment':
    case 'awaiting-supplement':
      return [{ what: 'open', agency, state: dossier.watch?.told.includes('due') === true ? 'late' : 'in-time' }];
    case 'settled':
      return [{ what: 'awaiting-hand-over', agency }, ...settled(dossier)];
    case 'returned':
      return settled(dossier);
    case 'refused':
    case 'withdrawn':
    case 'stopped':
      return [{ what: 'ended-otherwise', agency, day: dayOf(dossier.endedAt) }];
  }
}

function settled({ receivingAgency: agency, settledAt, timing }: Extract<Dossier, { status: 'settled' | 'returned' }>): Fact[] {
  return timing === undefined ? [] : [{ what: 'settled', agency, day: dayOf(settledAt), ...timing }];
}

function openConsultations(dossier: FiledDossier): Fact[] {
  const open = isOver(dossier) ? [] : Object.values(dossier.consultations).filter(({ state }) => state !== 'closed');
  return open.map(() => ({ what: 'consultation-open', agency: dossier.receivingAgency }));
}

function stepFacts(step: Step, dossier: FiledDossier): Fact[] {
  const { agency, state, answer, timing } = step;
  const isOpen = state === 'open' && !isOver(dossier);
  return [
    { what: 'step-received', agency, day: dayOf(step.clock[0]?.at ?? step.openedAt) },
    ...(isOpen ? [openStep(step)] : []),
    ...(state === 'answered' && answer !== undefined && timing !== undefined ? [{ what: 'step-answered' as const, agency, day: dayOf(answer.at), ...timing }] : []),
  ];
}

/** Only a step whose clock runs waits for its agency; while it stands still nobody there can answer. */
function openStep({ agency, watch, clock, openedAt }: Step): Fact {
  const state = watch.told.includes('due') ? 'late' : watch.told.includes('at-risk') ? 'at-risk' : 'in-time';
  return { what: 'step-open', agency, state, ...(!isStopped(clock) && { hour: hourOf(openedAt) }) };
}

function promiseFact(agency: string, { state, at }: Promised): Fact {
  return { what: 'promise', agency, state, from: fiveMinutesOf(at) };
}
