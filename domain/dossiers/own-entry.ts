/**
 * The entry under a key that came from outside, or nothing. Plain indexing would also find what every object
 * inherits: a step named "constructor" exists on any record.
 */
export function ownEntry<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
