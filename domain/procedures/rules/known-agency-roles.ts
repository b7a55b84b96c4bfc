import { consultationsOf, stepsOf } from './located.ts';
import { error, type Rule } from './rule.ts';

/** Work must not be given to a role that no agency can have. */
export const knownAgencyRoles: Rule = ({ definition, knownRoles }) => {
  const steps = stepsOf(definition);
  const named = [
    ...steps.map(({ pointer, part }) => ({ pointer: `${pointer}/agencyRole`, role: part.agencyRole })),
    ...steps.flatMap(consultationsOf).flatMap(({ pointer, part }) => part.agencyRoles.map((role, i) => ({ pointer: `${pointer}/agencyRoles/${i}`, role }))),
  ];
  return named
    .filter(({ role }) => !knownRoles.has(role))
    .map(({ pointer, role }) => error(pointer, 'unknown-agency-role', { vi: `Không có vai trò cơ quan "${role}".`, en: `There is no agency role "${role}".` }));
};
