import { consultationsOf, stepsOf } from './located.ts';
import { error, type Rule } from './rule.ts';
import { fits, workingHours } from './working-hours.ts';

/** An opinion asked on the first day must be able to come before the asking step is due. */
export const consultationWithinBudget: Rule = ({ definition }) =>
  stepsOf(definition).flatMap((step) =>
    consultationsOf(step)
      .filter(({ part }) => !fits(workingHours(part.limit), workingHours(step.part.budget)))
      .map(({ pointer }) =>
        error(`${pointer}/limit`, 'consultation-exceeds-budget', {
          vi: `Thời hạn lấy ý kiến dài hơn thời gian của bước "${step.part.id}".`,
          en: `The consultation may last longer than its step "${step.part.id}".`,
        }),
      ),
  );
