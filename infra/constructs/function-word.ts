import type { FunctionName } from '#infra/function-environments';

/** `CreateDossier` for `intake/create-dossier`: the id of its construct and the stem of its ASL placeholder. */
export function functionWord(name: FunctionName): string {
  const [, folder = ''] = name.split('/');
  return folder.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase());
}
