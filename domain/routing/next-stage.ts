import { applies, type Choices, type ProcedureDefinition, type StageDefinition, type StepDefinition } from '#domain/procedures/procedure';

/** The steps of a stage that this applicant's choices call for. */
export function stepsFor(stage: StageDefinition, choices: Choices): StepDefinition[] {
  return stage.steps.filter((step) => applies(step.when, choices));
}

/** The next stage after `stageId` (or the first) in which at least one step applies; nothing when the work is done. */
export function nextStage(procedure: ProcedureDefinition, stageId: string | undefined, choices: Choices): StageDefinition | undefined {
  const reached = procedure.stages.findIndex((stage) => stage.id === stageId);
  return procedure.stages.slice(reached + 1).find((stage) => stepsFor(stage, choices).length > 0);
}

/** A step's definition by its id, which is unique within a procedure. */
export function stepDefinition(procedure: ProcedureDefinition, stepId: string): StepDefinition | undefined {
  return procedure.stages.flatMap((stage) => stage.steps).find((step) => step.id === stepId);
}
