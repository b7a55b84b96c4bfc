import { endDocuments } from '#domain/documents/end-documents';
import type { DecisionContext } from '#domain/dossiers/context';
import type { FiledDossier, WorkingDossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { dutyBegins } from '#domain/dossiers/financial-duty';
import { isStoppedFor } from '#domain/dossiers/legal-clock';
import type { Result, Step } from '#domain/dossiers/parts';
import { stepDates } from '#domain/dossiers/step-clock';
import { settlementTiming } from '#domain/dossiers/timing';
import { watchedAnew } from '#domain/dossiers/watching';
import { workEnds } from '#domain/dossiers/work-ends';
import { toIso } from '#domain/kernel/instant';
import type { StageDefinition, StepDefinition } from '#domain/procedures/procedure';
import { nextStage, stepDefinition, stepsFor } from '#domain/routing/next-stage';

/** Opens the next stage when the present one is done, or settles the dossier when no stage is left; not while a stop ordered by law lasts. */
export function workGoesOn(dossier: WorkingDossier, context: DecisionContext): DossierEvent[] {
  const isWaiting = Object.values(dossier.steps).some((step) => step.state === 'open' || step.state === 'returned');
  if (isWaiting || dossier.suspension !== undefined) return [];
  const stage = nextStage(context.procedure, dossier.stageId, dossier.choices);
  // An apology that nobody signed in time is overtaken by the result.
  return stage === undefined ? [...endDocuments(dossier, () => true), settled(dossier, context)] : openStage(dossier, stage, context);
}

function openStage(dossier: WorkingDossier, stage: StageDefinition, context: DecisionContext): DossierEvent[] {
  const steps = stepsFor(stage, dossier.choices);
  const firstDuty = isStoppedFor(dossier.clock, 'financial-duty') ? undefined : steps.find((step) => step.kind === 'obligation');
  return steps.map((definition) => ({
    type: 'StepOpened',
    step: openedStep(dossier, definition, { stageId: stage.id, context }),
    facts: definition === firstDuty ? [dutyBegins(toIso(context.now))] : [],
  }));
}

function openedStep(dossier: WorkingDossier, definition: StepDefinition, { stageId, context }: { stageId: string; context: DecisionContext }): Step {
  const openedAt = toIso(context.now);
  const { id, kind, agencyRole } = definition;
  const asked = { id, agency: dossier.roles[agencyRole] ?? dossier.receivingAgency, clock: [{ kind: 'started' as const, at: openedAt }] };
  const dates = stepDates(asked, context);
  if (dates === undefined) throw new Error(`The clock of step ${id} does not start`);
  return { ...asked, ...dates, stageId, kind, round: 1, state: 'open', openedAt, watch: watchedAnew(undefined, openedAt) };
}

/** A "cannot" that ends the dossier does so whatever else is awaited, a supplement included; nothing when there is none. */
export function cannotEnds(dossier: FiledDossier, context: DecisionContext): DossierEvent[] {
  return isEndedByCannot(dossier, context) ? [...workEnds(dossier, context), settled(dossier, context)] : [];
}

function isEndedByCannot(dossier: FiledDossier, context: DecisionContext): boolean {
  return Object.values(dossier.steps).some((step) => step.answer?.outcome === 'cannot' && stepDefinition(context.procedure, step.id)?.onCannot === 'END');
}

/** All granted, some (partial success, e.g. birth registered although residence was refused), or refused with every reason given. */
function settled(dossier: FiledDossier, context: DecisionContext): DossierEvent {
  const answers = Object.values(dossier.steps).flatMap((step) => (step.answer === undefined ? [] : [{ step, answer: step.answer }]));
  const cannot = answers.filter(({ answer }) => answer.outcome === 'cannot');
  const results = answers.flatMap(({ step, answer }): Result[] => {
    const given = stepDefinition(context.procedure, step.id)?.result;
    if (given === undefined || answer.outcome !== 'result') return [];
    const { resultReference: reference, documentId } = answer;
    return [{ type: given.type, stepId: step.id, agency: step.agency, ...(reference !== undefined && { reference }), ...(documentId !== undefined && { documentId }) }];
  });
  const reasons = cannot.flatMap(({ answer }) => answer.reasons);
  return { type: 'DossierSettled', outcome: outcomeOf(cannot.length, results.length), results, reasons, timing: settlementTiming(dossier, context) };
}

function outcomeOf(cannots: number, results: number): 'granted' | 'partially-granted' | 'refused' {
  if (cannots === 0) return 'granted';
  return results > 0 ? 'partially-granted' : 'refused';
}
