import { applies } from '../procedure.ts';
import { combinations, inWords } from './combinations.ts';
import { error, type Finding, type Rule } from './rule.ts';

/** Whatever the applicant chooses, exactly one case applies: a dossier has one term. Each fault is told with its first example. */
export const oneCasePerChoice: Rule = ({ definition }) => {
  const firstByPointer = new Map<string, Finding>();
  for (const choices of combinations(definition)) {
    const applying = definition.cases.flatMap((each, i) => (applies(each.when, choices) ? [i] : []));
    const [first, second] = applying;
    const found = first === undefined ? noCase(inWords(choices)) : second !== undefined ? twoCases(second, inWords(choices)) : undefined;
    if (found !== undefined && !firstByPointer.has(found.pointer)) firstByPointer.set(found.pointer, found);
  }
  return [...firstByPointer.values()];
};

function noCase(words: string): Finding {
  return error('/cases', 'no-case', { vi: `Không có trường hợp nào cho lựa chọn: ${words}.`, en: `No case applies to the choices: ${words}.` });
}

function twoCases(index: number, words: string): Finding {
  return error(`/cases/${index}`, 'several-cases', {
    vi: `Trường hợp này trùng với một trường hợp khác khi chọn: ${words}.`,
    en: `This case and an earlier one both apply to the choices: ${words}.`,
  });
}
