/** What the register must know of one certificate of a chain. */
export interface CertificateFacts {
  /** SubjectPublicKeyInfo in DER, base64. */
  readonly publicKey: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly isAuthority: boolean;
  /** Key usage digitalSignature or contentCommitment (non-repudiation). */
  readonly maySign: boolean;
  readonly isSelfSigned: boolean;
  /** Whether the next certificate of the chain names and proves itself as this one's issuer; true for the last. */
  readonly isIssuedByNext: boolean;
}

/** Reads certificates; says nothing of whether anybody should trust them. */
export interface CertificateReader {
  /** One entry for each certificate; nothing for one that cannot be read. */
  read(pems: readonly string[]): readonly (CertificateFacts | undefined)[];
}
