import type { AlarmName } from '#infra/constructs/alarm-words';
import type { FunctionName } from '#infra/function-environments';

/** `CreateDossier` for `intake/create-dossier`: the id of its construct and the stem of its ASL placeholder. */
export function functionWord(name: FunctionName): string {
  const [, folder = ''] = name.split('/');
  return folder.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase());
}

/** The name of a function's alarm, which is a heading of docs/runbook.md. */
export function functionAlarm(name: FunctionName, what: string): AlarmName {
  return `${name}/${what}`;
}
