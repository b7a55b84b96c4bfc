/** In PDF points from the lower left corner of the page. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Who may sign as what, with which key and certificate. The key itself never leaves its store (KMS). */
export interface SigningIdentity {
  readonly id: string;
  /** The person signs first, then the agency (Decree 30/2020/NĐ-CP, articles on signing and on the agency's signature). */
  readonly capacity: 'officer' | 'agency';
  readonly agency: string;
  /** The officer's subject; absent for an agency's own signature. */
  readonly officer?: string;
  /** As it stands on the document. */
  readonly displayName: string;
  /** E.g. "CHỦ TỊCH" or "TM. ỦY BAN NHÂN DÂN"; absent for an agency. */
  readonly position?: string;
  /** The key in the key store (a KMS key id or ARN). */
  readonly keyId: string;
  readonly algorithm: 'rsa-pkcs1-sha256' | 'ecdsa-p256-sha256';
  /** PEM: the signer's own first, then every issuer up to, without, the root. */
  readonly certificates: readonly string[];
  readonly validFrom: string;
  readonly validUntil: string;
}

export interface VisibleSignature {
  readonly pageIndex: number;
  readonly rectangle: Rectangle;
  readonly lines: readonly string[];
  /** Points at the left that stay without words, because a seal comes to lie there. @default 0 */
  readonly clearLeft?: number;
}

export interface SigningOrder {
  readonly pdf: Uint8Array;
  readonly identity: SigningIdentity;
  /** ISO instant claimed as the time of signing; a timestamp authority proves it when one is configured. */
  readonly signedAt: string;
  /** What is seen of it; none leaves the signature invisible. */
  readonly visible?: VisibleSignature;
  /** Name of the signature field, the same for a repeated order. */
  readonly fieldName: string;
  readonly reason: string;
}

export interface SignedDocument {
  readonly pdf: Uint8Array;
  readonly level: 'B-B' | 'B-T';
}

/** Puts a PAdES signature into a PDF by an incremental update: earlier signatures stay valid. */
export interface DocumentSigner {
  sign(order: SigningOrder): Promise<SignedDocument>;
}
