import type { Choices, ProcedureDefinition } from '../procedure.ts';

/** Above this the other rules cannot look at every combination in the time of a request; the largest national case list has some dozens. */
export const MAX_COMBINATIONS = 2_000;

export function countCombinations({ options }: ProcedureDefinition): number {
  return options.reduce((product, { values }) => product * values.length, 1);
}

/** Every way an applicant can choose; none at all when there are more than can be looked at (`countable-choices` says so). */
export function combinations(definition: ProcedureDefinition): Choices[] {
  if (countCombinations(definition) > MAX_COMBINATIONS) return [];
  return definition.options.reduce<Choices[]>(
    (sofar, { id, values }) => sofar.flatMap((choices) => values.map(({ value }) => ({ ...choices, [id]: value }))),
    [{}],
  );
}

/** Choices in words, e.g. `benefit=merit`. */
export function inWords(choices: Choices): string {
  const words = Object.entries(choices).map(([option, value]) => `${option}=${value}`);
  return words.length === 0 ? '–' : words.join(', ');
}
