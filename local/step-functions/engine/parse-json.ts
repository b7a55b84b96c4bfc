import type { Json } from './json.ts';

/** Reads JSON text. Throws SyntaxError when the text is not JSON. */
export function parseJson(text: string): Json {
  const value: Json = JSON.parse(text);
  return value;
}
