import type { ProcedureDefinition } from '../procedure.ts';
import { type Located, stepsOf } from './located.ts';
import { error, type Finding, type Rule } from './rule.ts';

type When = Readonly<Record<string, readonly string[]>>;

/** A `when` must speak of options and values that exist; a misspelt one would silently never (or always) apply. */
export const knownChoices: Rule = ({ definition }) => whensOf(definition).flatMap((when) => unknownIn(when, definition));

function whensOf(definition: ProcedureDefinition): Located<When>[] {
  const bearers = [
    ...definition.cases.map(({ when }, i) => ({ pointer: `/cases/${i}/when`, part: when })),
    ...definition.papers.map(({ when }, i) => ({ pointer: `/papers/${i}/when`, part: when })),
    ...stepsOf(definition).map(({ pointer, part }) => ({ pointer: `${pointer}/when`, part: part.when })),
  ];
  return bearers.flatMap(({ pointer, part }) => (part === undefined ? [] : [{ pointer, part }]));
}

function unknownIn({ pointer, part }: Located<When>, { options }: ProcedureDefinition): Finding[] {
  return Object.entries(part).flatMap(([id, values]) => {
    const option = options.find((each) => each.id === id);
    if (option === undefined) return [error(`${pointer}/${id}`, 'unknown-option', { vi: `Không có phương án "${id}".`, en: `There is no option "${id}".` })];
    return values.flatMap((value, i) =>
      option.values.some((each) => each.value === value)
        ? []
        : [error(`${pointer}/${id}/${i}`, 'unknown-value', { vi: `Phương án "${id}" không có giá trị "${value}".`, en: `Option "${id}" has no value "${value}".` })],
    );
  });
}
