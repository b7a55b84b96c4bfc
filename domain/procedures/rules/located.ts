import type { ConsultationDefinition, ProcedureDefinition, StepDefinition, Term } from '../procedure.ts';

/** A part of a definition with the JSON pointer that leads to it. */
export interface Located<Part> {
  readonly pointer: string;
  readonly part: Part;
}

export function stepsOf(definition: ProcedureDefinition): Located<StepDefinition>[] {
  return definition.stages.flatMap((stage, i) => stage.steps.map((part, j) => ({ pointer: `/stages/${i}/steps/${j}`, part })));
}

export function consultationsOf({ pointer, part }: Located<StepDefinition>): Located<ConsultationDefinition>[] {
  return part.consultations.map((consultation, index) => ({ pointer: `${pointer}/consultations/${index}`, part: consultation }));
}

/** Every term the definition sets, wherever it stands. */
export function termsOf(definition: ProcedureDefinition): Located<Term>[] {
  const steps = stepsOf(definition);
  return [
    ...definition.cases.flatMap((each, i) => each.terms.map(({ term }, j) => ({ pointer: `/cases/${i}/terms/${j}/term`, part: term }))),
    { pointer: '/reception/limit', part: definition.reception.limit },
    { pointer: '/supplement/askWithin', part: definition.supplement.askWithin },
    { pointer: '/supplement/answerWithin', part: definition.supplement.answerWithin },
    ...steps.map(({ pointer, part }) => ({ pointer: `${pointer}/budget`, part: part.budget })),
    ...steps.flatMap(consultationsOf).map(({ pointer, part }) => ({ pointer: `${pointer}/limit`, part: part.limit })),
  ];
}
