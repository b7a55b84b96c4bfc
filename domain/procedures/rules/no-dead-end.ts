import { applies } from '../procedure.ts';
import { combinations, inWords } from './combinations.ts';
import { stepsOf } from './located.ts';
import { error, type Rule } from './rule.ts';

/** Whatever the applicant chooses, somebody works and some step gives a result. */
export const noDeadEnd: Rule = ({ definition }) => {
  const steps = stepsOf(definition).map(({ part }) => part);
  const ways = combinations(definition).map((choices) => ({ choices, steps: steps.filter(({ when }) => applies(when, choices)) }));
  const idle = ways.find((way) => way.steps.length === 0);
  const fruitless = ways.find((way) => way.steps.length > 0 && way.steps.every(({ result }) => result === undefined));
  return [
    ...(idle === undefined ? [] : [error('/stages', 'no-step', inBoth('Không có bước nào cho lựa chọn', 'No step applies to the choices', inWords(idle.choices)))]),
    ...(fruitless === undefined ? [] : [error('/stages', 'no-result', inBoth('Không có bước nào cho kết quả khi chọn', 'No step gives a result for the choices', inWords(fruitless.choices)))]),
  ];
};

function inBoth(vi: string, en: string, words: string): { vi: string; en: string } {
  return { vi: `${vi}: ${words}.`, en: `${en}: ${words}.` };
}
