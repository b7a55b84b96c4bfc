/** JSON with the members of every object in code-unit order, so that the same content gives the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === undefined) return 'null';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members: [string, unknown][] = Object.entries(value).filter(([, member]) => member !== undefined);
  const ordered = members.toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `{${ordered.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}
