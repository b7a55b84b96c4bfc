import { z } from 'zod';
import type { Json } from './json.ts';

/** What JSON text says is JSON, whatever it is. */
const json = z.custom<Json>();

/** Reads JSON text. Throws SyntaxError when the text is not JSON. */
export function parseJson(text: string): Json {
  return json.parse(JSON.parse(text));
}
