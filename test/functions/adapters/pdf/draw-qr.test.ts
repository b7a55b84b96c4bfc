import { describe, expect, it } from '@jest/globals';
import jsqr from 'jsqr';
import { qrMatrix } from '#functions/adapters/pdf/draw-qr';
import { isInstalled } from '#test/support/is-installed';
import { scanQr } from '#test/support/pdf/scan-qr';
import { testRenderer } from '#test/support/pdf/test-renderer';
import { receiptSample } from './receipt-data.ts';

const read = jsqr.default;
const STATEMENT = `eyJhbGciOiJFUzI1NiIsImtpZCI6ImsxIn0.${'c3VwZXIgbG9uZyBwYXlsb2Fk'.repeat(18)}.${'sIgNaTuRe'.repeat(9)}`;
const withPoppler = isInstalled('pdftoppm') ? it : it.skip;

describe('the QR code of a form', () => {
  it.each(['H99.101.01-261126-0001', STATEMENT])('holds what it was given', (text) => {
    const { size, isDark } = qrMatrix(text);
    const scale = 4;
    const side = (size + 8) * scale;
    const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
    for (let y = 0; y < side; y += 1) {
      for (let x = 0; x < side; x += 1) {
        const [row, column] = [Math.floor(y / scale) - 4, Math.floor(x / scale) - 4];
        const isInside = row >= 0 && column >= 0 && row < size && column < size;
        if (isInside && isDark(row, column)) pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
      }
    }
    expect(read(pixels, side, side)?.data).toBe(text);
  });

  withPoppler('is read from the page as a telephone sees it (skipped, not installed: pdftoppm)', async () => {
    const order = { template: { id: 'receipt', version: 1 }, language: 'vi', data: receiptSample(), qr: STATEMENT, madeAt: '2026-11-26T01:30:00.000Z' } as const;
    const { pdf } = await testRenderer().render(order);
    expect(scanQr(pdf)).toBe(STATEMENT);
  });
});
