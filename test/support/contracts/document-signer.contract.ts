import { expect, it } from '@jest/globals';
import type { DocumentSigner, SigningIdentity, SigningOrder } from '#domain/documents/signing';

export interface SigningTable {
  readonly signer: DocumentSigner;
  readonly pdf: Uint8Array;
  readonly officer: SigningIdentity;
  readonly agency: SigningIdentity;
}

/** What every signer of documents must keep. */
export function signsDocuments(tableOf: () => SigningTable): void {
  const orderOf = ({ pdf, officer }: SigningTable): SigningOrder => ({ pdf, identity: officer, signedAt: new Date().toISOString(), fieldName: 'officer-1', reason: 'Ký duyệt' });

  it('a signature is appended: not one earlier byte changes, and what was handed over stays as it was', async () => {
    const table = tableOf();
    const before = Buffer.from(table.pdf);
    const { pdf } = await table.signer.sign(orderOf(table));
    expect(pdf.length).toBeGreaterThan(before.length);
    expect(Buffer.from(pdf.subarray(0, before.length)).equals(before)).toBe(true);
    expect(Buffer.from(table.pdf).equals(before)).toBe(true);
  });

  it('the agency signs after the officer, and his signature stays where it is', async () => {
    const table = tableOf();
    const first = await table.signer.sign(orderOf(table));
    const second = await table.signer.sign({ ...orderOf(table), pdf: first.pdf, identity: table.agency, fieldName: 'agency-1' });
    expect(Buffer.from(second.pdf.subarray(0, first.pdf.length)).equals(Buffer.from(first.pdf))).toBe(true);
    expect(['B-B', 'B-T']).toContain(second.level);
  });

  it('the same field is not signed twice', async () => {
    const table = tableOf();
    const { pdf } = await table.signer.sign(orderOf(table));
    await expect(table.signer.sign({ ...orderOf(table), pdf })).rejects.toThrow('officer-1');
  });
}
