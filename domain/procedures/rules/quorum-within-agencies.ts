import { consultationsOf, stepsOf } from './located.ts';
import { error, type Rule } from './rule.ts';

export const quorumWithinAgencies: Rule = ({ definition }) =>
  stepsOf(definition)
    .flatMap(consultationsOf)
    .filter(({ part }) => part.quorum !== undefined && part.quorum > part.agencyRoles.length)
    .map(({ pointer, part }) =>
      error(`${pointer}/quorum`, 'quorum-too-high', {
        vi: `Cần ${part.quorum} ý kiến nhưng chỉ hỏi ${part.agencyRoles.length} cơ quan.`,
        en: `It needs ${part.quorum} opinions but asks ${part.agencyRoles.length} agencies.`,
      }),
    );
