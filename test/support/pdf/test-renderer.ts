import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { DocumentRenderer } from '#domain/documents/rendering';
import { openFonts } from '#functions/adapters/pdf/open-fonts';
import { createPdfRenderer } from '#functions/adapters/pdf/pdf-renderer';

const FOLDERS: Readonly<Record<string, string>> = { 'Tinos_400Regular.ttf': '400Regular', 'Tinos_700Bold.ttf': '700Bold', 'Tinos_400Regular_Italic.ttf': '400Regular_Italic' };

/** The renderer with the fonts of the package, as they lie beside a bundle. */
export function testRenderer(): DocumentRenderer {
  const { resolve } = createRequire(import.meta.url);
  return createPdfRenderer(openFonts((file) => readFileSync(resolve(`@expo-google-fonts/tinos/${FOLDERS[file] ?? ''}/${file}`))));
}
