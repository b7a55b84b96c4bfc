import { applies } from '../procedure.ts';
import type { Choices, ProcedureDefinition, StepDefinition, Term } from '../procedure.ts';
import { combinations, inWords } from './combinations.ts';
import { error, type Finding, type Rule, warning } from './rule.ts';
import { fits, workingHours } from './working-hours.ts';

interface Path {
  readonly choices: Choices;
  /** The longest work step of each stage, in order. */
  readonly steps: readonly StepDefinition[];
  readonly hours: number;
}

/**
 * The internal process must fit the promise (domain.md §3.8): over the stages, the longest of the parallel budgets add up to
 * no more than the term, whatever the applicant chooses. Obligation steps do not count: the clock stands still for them.
 */
export const budgetsFitTerm: Rule = ({ definition }) => {
  const paths = combinations(definition).map((choices) => longestPath(definition, choices));
  return definition.cases.flatMap((each, i) => {
    const longest = paths.filter(({ choices }) => applies(each.when, choices)).toSorted((one, other) => other.hours - one.hours)[0];
    if (longest === undefined) return [];
    return each.terms.flatMap(({ term }, j) => (fits(longest.hours, workingHours(term)) ? [] : [tooLong(`/cases/${i}/terms/${j}/term`, term, longest)]));
  });
};

function longestPath(definition: ProcedureDefinition, choices: Choices): Path {
  const steps = definition.stages.flatMap((stage) => {
    const working = stage.steps.filter(({ kind, when }) => kind === 'work' && applies(when, choices));
    return working.toSorted((one, other) => workingHours(other.budget) - workingHours(one.budget)).slice(0, 1);
  });
  return { choices, steps, hours: steps.reduce((sum, { budget }) => sum + workingHours(budget), 0) };
}

/** Calendar days compare with working days only on the average: then it is for a person to weigh. */
function tooLong(pointer: string, term: Term, { choices, steps, hours }: Path): Finding {
  const units = new Set([term, ...steps.map(({ budget }) => budget)].map(({ unit }) => unit === 'calendar-day'));
  const sum = steps.map(({ id, budget }) => `${id} ${budget.amount} ${budget.unit}`).join(' + ');
  const tell = units.size > 1 ? warning : error;
  return tell(pointer, 'budgets-exceed-term', {
    vi: `Tổng thời gian các bước (${sum} = ${round(hours)} giờ làm việc) vượt thời hạn ${round(workingHours(term))} giờ khi chọn: ${inWords(choices)}.`,
    en: `The steps take longer (${sum} = ${round(hours)} working hours) than the term of ${round(workingHours(term))} hours for the choices: ${inWords(choices)}.`,
  });
}

function round(hours: number): number {
  return Math.round(hours * 100) / 100;
}
