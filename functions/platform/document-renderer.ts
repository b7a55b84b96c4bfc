import type { DocumentRenderer } from '#domain/documents/rendering';
import { openFonts } from '#functions/adapters/pdf/open-fonts';
import { createPdfRenderer } from '#functions/adapters/pdf/pdf-renderer';
import { readAsset } from '#functions/platform/asset';

/** The renderer with the fonts that lie beside the function's bundle (`infra/function-assets.ts`). */
export function openRenderer(bundleFolder: string): DocumentRenderer {
  return createPdfRenderer(openFonts((file) => readAsset(bundleFolder, file)));
}
