import { DomainError } from '#domain/kernel/domain-error';
import { applies } from './procedure.ts';
import type { Channel, Choices, ProcedureCase, ProcedureDefinition, Term } from './procedure.ts';

/**
 * The applicant's choices with the procedure's defaults filled in.
 * Throws DomainError `invalid-choices` naming each option that is unknown, has no such value, or was not chosen.
 */
export function completeChoices(definition: ProcedureDefinition, given: Choices): Choices {
  const said = new Map(Object.entries(given));
  const unknown = [...said.keys()].filter((id) => definition.options.every((option) => option.id !== id));
  const completed = definition.options.map((option) => ({ option, value: said.get(option.id) ?? option.default }));
  const missing = completed.filter(({ value }) => value === undefined);
  const wrong = completed.filter(({ option, value }) => value !== undefined && option.values.every((each) => each.value !== value));
  const fields = [
    ...unknown.map((id) => ({ pointer: choicePointer(id), problem: 'the procedure has no such option' })),
    ...missing.map(({ option }) => ({ pointer: choicePointer(option.id), problem: 'must be chosen' })),
    ...wrong.map(({ option }) => ({ pointer: choicePointer(option.id), problem: `must be one of: ${option.values.map(({ value }) => value).join(', ')}` })),
  ];
  if (fields.length > 0) {
    throw new DomainError({
      kind: 'rule-broken',
      code: 'invalid-choices',
      mend: { vi: 'Hãy chọn lại các phương án của thủ tục.', en: 'Choose again among the options of the procedure.' },
      fields,
    });
  }
  return Object.fromEntries(completed.flatMap(({ option, value }) => (value === undefined ? [] : [[option.id, value]])));
}

/** The one case of the procedure that these choices make; throws DomainError `no-such-case` (never for a linted definition). */
export function chooseCase(definition: ProcedureDefinition, choices: Choices): ProcedureCase {
  const chosen = definition.cases.find((each) => applies(each.when, choices));
  if (chosen !== undefined) return chosen;
  throw new DomainError({
    kind: 'rule-broken',
    code: 'no-such-case',
    mend: { vi: 'Thủ tục không có trường hợp nào cho lựa chọn này.', en: 'The procedure has no case for these choices.' },
  });
}

/** The settlement term of a case asked for by this channel; throws DomainError `no-term-for-channel`. */
export function termFor(procedureCase: ProcedureCase, channel: Channel): Term {
  const found = procedureCase.terms.find(({ channels }) => channels.includes(channel));
  if (found !== undefined) return found.term;
  throw new DomainError({
    kind: 'rule-broken',
    code: 'no-term-for-channel',
    mend: { vi: 'Trường hợp này không có thời hạn cho kênh nộp đã chọn.', en: 'This case has no term for the chosen channel.' },
    fields: [{ pointer: '/channel', problem: 'not offered for this case' }],
  });
}

function choicePointer(option: string): string {
  return `/choices/${option.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
