import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';

/** Tinos, whose letters cover Vietnamese. */
export function fontBytes(): Buffer {
  return readFileSync(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'));
}

/** A tagged PDF of so many pages full of text. */
export async function documentToSign(pages: number): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', pdfVersion: '1.7', tagged: true, lang: 'vi', autoFirstPage: false });
  document.registerFont('Tinos', fontBytes());
  for (let page = 1; page <= pages; page += 1) {
    document.addPage();
    const paragraph = document.struct('P', {}, () => document.font('Tinos').fontSize(13).text('Căn cứ Luật Tổ chức chính quyền địa phương; theo đề nghị của Trưởng phòng Tư pháp. '.repeat(30)));
    document.addStructure(paragraph);
    paragraph.end();
  }
  document.end();
  return buffer(document);
}
