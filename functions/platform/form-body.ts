import type { RawBody } from '#functions/platform/json-body';
import { EdgeProblem } from '#functions/platform/problem';

/** The forms we take hold a few short fields; an assertion is the longest. */
const MAX_BODY_BYTES = 16 * 1024;

/**
 * The fields of an `application/x-www-form-urlencoded` body. A field given twice becomes a list, which no schema of a
 * single value takes: which of the two counts is not to be guessed.
 * @throws EdgeProblem unsupported-media-type or payload-too-large
 */
export function readFormBody(raw: RawBody): Record<string, string | string[]> {
  if ((raw.contentType ?? '').toLowerCase().split(';')[0]?.trim() !== 'application/x-www-form-urlencoded') throw new EdgeProblem('unsupported-media-type');
  const text = Buffer.from(raw.text ?? '', raw.isBase64Encoded ? 'base64' : 'utf8');
  if (text.byteLength > MAX_BODY_BYTES) throw new EdgeProblem('payload-too-large');
  const given = new URLSearchParams(text.toString('utf8'));
  return Object.fromEntries([...new Set(given.keys())].map((name) => [name, one(given.getAll(name))]));
}

function one(values: string[]): string | string[] {
  const [first = ''] = values;
  return values.length === 1 ? first : values;
}
