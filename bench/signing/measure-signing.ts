import { createKmsDocumentKey } from '#functions/adapters/kms/kms-document-key';
import { createPadesSigner } from '#functions/adapters/pades/pades-signer';
import { createHttpTimestampAuthority } from '#functions/adapters/timestamps/http-timestamp-authority';
import { signatureLines } from '#domain/documents/signature-block';
import type { SigningIdentity, SigningOrder } from '#domain/documents/signing';
import { openSigningOffice } from '#local/ca/signing-office';
import { percentile } from '../report/percentile.ts';
import { documentToSign, fontBytes } from './document-to-sign.ts';

export interface SigningFigure {
  readonly what: string;
  readonly signatures: number;
  /** Of the first one in this process: libraries and fonts are read. */
  readonly firstMilliseconds: number;
  readonly medianMilliseconds: number;
  readonly p95Milliseconds: number;
  /** What one signature adds to the file. */
  readonly addedBytes: number;
}

const AGENCY = 'Ủy ban nhân dân phường An Hòa';

/** Signs one and the same document again and again: with each kind of key, with and without a timestamp, a small one and a large one. */
export async function measureSigning(times: number): Promise<readonly SigningFigure[]> {
  const office = await openSigningOffice();
  const key = createKmsDocumentKey(office.kms);
  const font = fontBytes();
  const timestamps = createHttpTimestampAuthority({ url: office.tsa.url });
  const identityOf = (algorithm: SigningIdentity['algorithm']) => office.identityOf({ capacity: 'agency', algorithm, displayName: AGENCY });
  const [ecdsa, rsa] = await Promise.all([identityOf('ecdsa-p256-sha256'), identityOf('rsa-pkcs1-sha256')]);
  const [small, large] = await Promise.all([documentToSign(1), documentToSign(400)]);
  const plain = createPadesSigner({ key, font });
  const stamped = createPadesSigner({ key, font, timestamps });
  const kinds = [
    { what: 'B-B, ECDSA P-256, one page', signer: plain, order: orderFor(small, ecdsa) },
    { what: 'B-B, RSA 2048, one page', signer: plain, order: orderFor(small, rsa) },
    { what: 'B-T, ECDSA P-256, one page', signer: stamped, order: orderFor(small, ecdsa) },
    { what: 'B-T, ECDSA P-256, 400 pages', signer: stamped, order: orderFor(large, ecdsa) },
  ];
  const figures: SigningFigure[] = [];
  for (const { what, signer, order } of kinds) {
    const taken: number[] = [];
    let addedBytes = 0;
    for (let turn = 0; turn < times; turn += 1) {
      const from = performance.now();
      const { pdf } = await signer.sign(order);
      taken.push(performance.now() - from);
      addedBytes = pdf.length - order.pdf.length;
    }
    const [firstMilliseconds = 0, ...later] = taken;
    figures.push({ what, signatures: times, firstMilliseconds, medianMilliseconds: percentile(later, 0.5), p95Milliseconds: percentile(later, 0.95), addedBytes });
  }
  await office.close();
  return figures;
}

function orderFor(pdf: Uint8Array, identity: SigningIdentity): SigningOrder {
  const signedAt = new Date().toISOString();
  const lines = signatureLines({ identity, agencyName: AGENCY, signedAt });
  return { pdf, identity, signedAt, fieldName: 'agency-1', reason: 'Chữ ký số của cơ quan', visible: { pageIndex: 0, rectangle: { x: 330, y: 120, width: 200, height: 70 }, lines } };
}
