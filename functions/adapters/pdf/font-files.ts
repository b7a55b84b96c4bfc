export type FontStyle = 'regular' | 'bold' | 'italic';

/**
 * Tinos: as wide as Times New Roman, which Decree 30/2020/NĐ-CP prescribes, with every Vietnamese letter, free to embed. Apart
 * from the parser of fonts, which whoever only embeds one does not need in his bundle.
 */
export const FONT_FILES: Readonly<Record<FontStyle, string>> = { regular: 'Tinos_400Regular.ttf', bold: 'Tinos_700Bold.ttf', italic: 'Tinos_400Regular_Italic.ttf' };
