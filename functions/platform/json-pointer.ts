/** An RFC 6901 pointer such as `/papers/0/sha256`; the empty path points at the whole. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
