import type { SigningIdentity } from '#domain/documents/signing';

interface FileSigningOrder {
  readonly bytes: Uint8Array;
  readonly identity: SigningIdentity;
}

/** Signs files that are no PDF, beside the file: the file itself is left as it is. */
export interface FileSigner {
  /** @returns a compact JWS with the payload left out and not encoded (RFC 7515, appendix F; RFC 7797), the certificates in its `x5c` */
  sign(order: FileSigningOrder): Promise<string>;
}
