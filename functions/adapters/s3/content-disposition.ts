/** What RFC 5987 lets stand in an extended value as it is. */
const PLAIN = /[A-Za-z0-9!#$&+.^_`|~-]/;

/**
 * RFC 6266: a browser saves the file under its real name in any script (`filename*`), an old one under a name in plain letters.
 * Always as an attachment: what a stranger handed in is never shown under the address of the store.
 */
export function attachmentNamed(fileName: string): string {
  const safe = fileName.normalize('NFC').replaceAll(/[\p{Cc}/\\]/gu, '_');
  return `attachment; filename="${inPlainLetters(safe)}"; filename*=UTF-8''${extended(safe)}`;
}

function inPlainLetters(name: string): string {
  const letters = name.normalize('NFD').replaceAll(/\p{Mn}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
  return letters.replaceAll(/[^ -~]|["%;]/gu, '_');
}

function extended(name: string): string {
  return Array.from(name, (letter) => (PLAIN.test(letter) ? letter : percents(letter))).join('');
}

function percents(letter: string): string {
  return Array.from(new TextEncoder().encode(letter), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
