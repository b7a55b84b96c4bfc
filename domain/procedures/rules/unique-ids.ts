import type { ProcedureDefinition } from '../procedure.ts';
import { consultationsOf, stepsOf } from './located.ts';
import { error, type Rule } from './rule.ts';

interface NamedField {
  readonly pointer: string;
  readonly id: string;
}

/** Steps and consultations are known by their id alone within a dossier, so they must be unique over all stages. */
export const uniqueIds: Rule = ({ definition }) =>
  familiesOf(definition).flatMap((family) =>
    family
      .filter(({ id }, index) => family.findIndex((other) => other.id === id) < index)
      .map(({ pointer, id }) => error(pointer, 'duplicate-id', { vi: `"${id}" đã được dùng.`, en: `"${id}" is used already.` })),
  );

function familiesOf(definition: ProcedureDefinition): NamedField[][] {
  const steps = stepsOf(definition);
  const consultations = steps.flatMap(consultationsOf);
  return [
    definition.options.map(({ id }, i) => ({ pointer: `/options/${i}/id`, id })),
    ...definition.options.map(({ values }, i) => values.map(({ value }, j) => ({ pointer: `/options/${i}/values/${j}/value`, id: value }))),
    definition.cases.map(({ id }, i) => ({ pointer: `/cases/${i}/id`, id })),
    definition.papers.map(({ slot }, i) => ({ pointer: `/papers/${i}/slot`, id: slot })),
    definition.stages.map(({ id }, i) => ({ pointer: `/stages/${i}/id`, id })),
    steps.map(({ pointer, part }) => ({ pointer: `${pointer}/id`, id: part.id })),
    consultations.map(({ pointer, part }) => ({ pointer: `${pointer}/id`, id: part.id })),
    ...consultations.map(({ pointer, part }) => part.agencyRoles.map((id, i) => ({ pointer: `${pointer}/agencyRoles/${i}`, id }))),
  ];
}
