import * as z from 'zod';

// Control characters have no place in a name or a reason; line breaks and tabs do.
const CONTROL = /[\p{Cc}\p{Cs}\p{Cn}]/u;

function hasForbiddenCharacter(value: string): boolean {
  return [...value].some((character) => character !== '\n' && character !== '\t' && CONTROL.test(character));
}

/** Text a person typed: trimmed, NFC (D15: the same name is the same bytes), no control characters. */
export function personText(maxCharacters: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(maxCharacters)
    .refine((value) => !hasForbiddenCharacter(value), 'contains control characters or unpaired surrogates')
    .transform((value) => value.normalize('NFC'));
}
