import type { ProcedureDefinition } from './procedure.ts';
import { budgetsFitTerm } from './rules/budgets-fit-term.ts';
import { consultationWithinBudget } from './rules/consultation-within-budget.ts';
import { countableChoices } from './rules/countable-choices.ts';
import { defaultAmongValues } from './rules/default-among-values.ts';
import { effectiveInOrder } from './rules/effective-in-order.ts';
import { knownAgencyRoles } from './rules/known-agency-roles.ts';
import { knownChoices } from './rules/known-choices.ts';
import { knownTemplates } from './rules/known-templates.ts';
import { noDeadEnd } from './rules/no-dead-end.ts';
import { oneCasePerChoice } from './rules/one-case-per-choice.ts';
import { oneTermPerChannel } from './rules/one-term-per-channel.ts';
import { quorumWithinAgencies } from './rules/quorum-within-agencies.ts';
import type { Finding, Rule } from './rules/rule.ts';
import { uniqueIds } from './rules/unique-ids.ts';
import { wholeCalendarDays } from './rules/whole-calendar-days.ts';

const rules: readonly Rule[] = [
  effectiveInOrder,
  uniqueIds,
  countableChoices,
  defaultAmongValues,
  knownChoices,
  knownAgencyRoles,
  knownTemplates,
  oneCasePerChoice,
  oneTermPerChannel,
  noDeadEnd,
  budgetsFitTerm,
  consultationWithinBudget,
  quorumWithinAgencies,
  wholeCalendarDays,
];

/** What is wrong with a well-formed definition across its fields; it may be published when no finding is an error. */
export function lintProcedure(definition: ProcedureDefinition, knownRoles: ReadonlySet<string>): Finding[] {
  return rules.flatMap((rule) => rule({ definition, knownRoles }));
}
