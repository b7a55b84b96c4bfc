import type { SigningIdentity } from '#domain/documents/signing';

export interface FileSigningOrder {
  /** What is signed; it is not part of the signature and has to be kept beside it. */
  readonly bytes: Uint8Array;
  readonly identity: SigningIdentity;
}

/** Signs files that are no PDF: a compact JWS with detached payload (RFC 7515, Appendix F), the certificates in its `x5c`. */
export interface FileSigner {
  sign(order: FileSigningOrder): Promise<string>;
}
