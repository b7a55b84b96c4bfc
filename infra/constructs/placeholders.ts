const PLACEHOLDER = /\$\{([A-Za-z0-9]+)\}/g;

/** The names in `${…}` in a definition, each once. */
export function placeholdersOf(definition: string): readonly string[] {
  return [...new Set([...definition.matchAll(PLACEHOLDER)].flatMap(([, name]) => name ?? []))];
}

/** Says what does not match, both ways: a placeholder nothing fills, and a filling no placeholder asks for. */
export function placeholderFaults(definition: string, filled: readonly string[]): string[] {
  const asked = placeholdersOf(definition);
  return [
    ...asked.filter((name) => !filled.includes(name)).map((name) => `The placeholder ${name} is not filled.`),
    ...filled.filter((name) => !asked.includes(name)).map((name) => `Nothing asks for the placeholder ${name}.`),
  ];
}
