import { countCombinations, MAX_COMBINATIONS } from './combinations.ts';
import { error, type Rule } from './rule.ts';

/** A definition must stay small enough to be checked for every combination of choices. */
export const countableChoices: Rule = ({ definition }) => {
  const count = countCombinations(definition);
  if (count <= MAX_COMBINATIONS) return [];
  return [
    error('/options', 'too-many-combinations', {
      vi: `Các phương án tạo ra ${count} tổ hợp, nhiều nhất là ${MAX_COMBINATIONS}; hãy tách thành các thủ tục riêng.`,
      en: `The options make ${count} combinations, at most ${MAX_COMBINATIONS} can be checked; split the procedure.`,
    }),
  ];
};
