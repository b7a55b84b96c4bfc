/**
 * The most characters a string can have that matches a pattern, or undefined when there is no bound or the pattern uses
 * what this small reader does not know (assertions, back references). Schemas say lengths by patterns; documents say them in figures too.
 */
export function longestMatch(pattern: string): number | undefined {
  if (!pattern.startsWith('^') || !pattern.endsWith('$')) return undefined;
  const reader: Reader = { rest: pattern.slice(1, -1) };
  const length = readAlternatives(reader);
  return reader.rest === '' && Number.isFinite(length) ? length : undefined;
}

interface Reader {
  rest: string;
}

function readAlternatives(reader: Reader): number {
  let longest = readSequence(reader);
  while (take(reader, /^\|/) !== undefined) longest = Math.max(longest, readSequence(reader));
  return longest;
}

function readSequence(reader: Reader): number {
  let length = 0;
  while (reader.rest !== '' && !/^[|)]/.test(reader.rest)) length += readAtom(reader) * readTimes(reader);
  return length;
}

function readAtom(reader: Reader): number {
  if (take(reader, /^\((\?:)?(?!\?)/) !== undefined) {
    const length = readAlternatives(reader);
    return take(reader, /^\)/) === undefined ? Number.NaN : length;
  }
  const character = take(reader, /^(\[(\\.|[^\]\\])+\]|\\[dDwWsS./+*?()[\]{}|^$-]|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|[^\\()[\]{}|^$*+?])/i);
  return character === undefined ? give(reader) : 1;
}

/** What is not understood bounds nothing. */
function give(reader: Reader): number {
  reader.rest = '';
  return Number.NaN;
}

function readTimes(reader: Reader): number {
  const times = take(reader, /^(\{\d+(,\d*)?\}|[?*+])\??/);
  if (times === undefined || times.startsWith('?')) return 1;
  const [, least = '', comma, most = ''] = /^\{(\d+)(,?)(\d*)/.exec(times) ?? [];
  if (least === '' || (comma === ',' && most === '')) return Number.POSITIVE_INFINITY;
  return Number(comma === ',' ? most : least);
}

function take(reader: Reader, expression: RegExp): string | undefined {
  const [found] = expression.exec(reader.rest) ?? [];
  if (found !== undefined) reader.rest = reader.rest.slice(found.length);
  return found;
}
