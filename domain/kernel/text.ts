import * as z from 'zod';

/** A sentence or a name in the two languages of the desk. */
export const bilingualText = z.object({ vi: z.string().min(1).max(2000), en: z.string().min(1).max(2000) }).strict().meta({ id: 'BilingualText', description: 'The same text in Vietnamese and in English.' });

// Control characters have no place in a name or a reason; line breaks and tabs do. Nor have marks that turn the
// reading direction: with one, "gpj.exe" in a file's name is shown as "exe.jpg".
const FORBIDDEN = /(?![\n\t])[\p{Cc}\p{Cs}\p{Cn}\u202A-\u202E\u2066-\u2069]/u;

/**
 * Text a person typed: NFC (D15: the same name is the same bytes), line breaks as one character, trimmed, no control
 * characters. It is measured as it is kept, so that what was taken once is taken again.
 */
export function personText(maxCharacters: number) {
  return z
    .string()
    .overwrite((value) => value.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim())
    .min(1)
    .max(maxCharacters)
    .refine((value) => !FORBIDDEN.test(value), 'contains control characters, unpaired surrogates or marks that turn the reading direction');
}
