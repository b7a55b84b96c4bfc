import { createHash, X509Certificate } from 'node:crypto';
import { PDF } from '@libpdf/core';
import type { DocumentSigner, SignedDocument, SigningOrder } from '#domain/documents/signing';
import { timestampUnavailable, type TimestampAuthority } from '#domain/documents/timestamp-authority';
import type { DocumentKey } from '#functions/adapters/kms/kms-document-key';
import { signCms, type CmsSignature } from '#functions/adapters/pades/cms-signature';
import { addSignatureField } from '#functions/adapters/pades/signature-field';
import { claimRoom, fillRoom } from '#functions/adapters/pades/signature-room';

export interface PadesSettings {
  readonly key: DocumentKey;
  /** TrueType for the visible block. */
  readonly font: Uint8Array;
  /** @default none: signatures are B-B */
  readonly timestamps?: TimestampAuthority;
  /** When no timestamp can be had: sign without one and say so, or refuse as `timestamp-unavailable`. @default sign-without */
  readonly withoutTimestamp?: 'sign-without' | 'refuse';
  /** Told of a timestamp that could not be had. */
  readonly onTimestampFailure?: (error: unknown) => void;
}

/** Besides the certificates: the signature, its attributes, and what stands around them. */
const SIGNATURE_OCTETS = 2048;
/** A token carries the certificates of its authority, and as many again for those we do not know yet. */
const TIMESTAMP_OCTETS = 10_240;

/** Signs PDFs as PAdES baseline: B-T with a timestamp authority, else B-B. The file is appended to, never rewritten. */
export function createPadesSigner(settings: PadesSettings): DocumentSigner {
  return { sign: (order) => signPdf(order, settings) };
}

async function signPdf(order: SigningOrder, settings: PadesSettings): Promise<SignedDocument> {
  const { validFrom, validUntil } = order.identity;
  const at = Date.parse(order.signedAt);
  // Whoever verifies later would find the certificate out of force at the claimed time.
  if (!(Date.parse(validFrom) <= at && at < Date.parse(validUntil))) throw new Error('The certificate is not in force at the time of signing');
  const certificates = order.identity.certificates.map((pem) => new Uint8Array(new X509Certificate(pem).raw));
  const reserved = SIGNATURE_OCTETS + certificates.reduce((sum, { length }) => sum + length, 0) + (settings.timestamps === undefined ? 0 : TIMESTAMP_OCTETS);
  const file = await withField(order, { font: settings.font, reserved });
  const room = claimRoom(file, order.pdf.length);
  const signature = await signCms({ contentDigest: coveredDigest(file, room.byteRange), certificates, algorithm: order.identity.algorithm, sign: (digest) => settings.key(order.identity, digest) });
  const token = await timestampOf(signature, settings);
  fillRoom(file, room, signature.toDer(token));
  return { pdf: file, level: token === undefined ? 'B-B' : 'B-T' };
}

async function withField(order: SigningOrder, { font, reserved }: { readonly font: Uint8Array; readonly reserved: number }): Promise<Buffer> {
  const pdf = await PDF.load(order.pdf);
  // Encrypted or damaged: such a file would be rewritten, and signatures in it broken.
  const blocker = pdf.canSaveIncrementally();
  if (blocker !== null || pdf.isEncrypted) throw new Error(`This PDF cannot be appended to (${blocker ?? 'encrypted'})`);
  addSignatureField(pdf, { order, font, reserved });
  const saved = await pdf.save({ incremental: true, subsetFonts: true });
  const file = Buffer.from(saved.buffer, saved.byteOffset, saved.length);
  if (!file.subarray(0, order.pdf.length).equals(order.pdf)) throw new Error('Earlier bytes would have changed');
  return file;
}

function coveredDigest(file: Buffer, [, firstLength, secondStart, secondLength]: readonly [number, number, number, number]): Uint8Array {
  return createHash('sha256').update(file.subarray(0, firstLength)).update(file.subarray(secondStart, secondStart + secondLength)).digest();
}

async function timestampOf(signature: CmsSignature, { timestamps, withoutTimestamp = 'sign-without', onTimestampFailure }: PadesSettings): Promise<Uint8Array | undefined> {
  if (timestamps === undefined) return undefined;
  try {
    return await timestamps.timestamp(createHash('sha256').update(signature.value).digest());
  } catch (error) {
    onTimestampFailure?.(error);
    if (withoutTimestamp === 'refuse') throw timestampUnavailable();
    return undefined;
  }
}
