import type { SigningIdentity } from '#domain/documents/signing';

/** The public half of a key for documents, and how it signs. */
export interface SigningKeyFacts {
  /** The full name of the key in its store. */
  readonly keyId: string;
  /** SubjectPublicKeyInfo in DER, base64. */
  readonly publicKey: string;
  readonly algorithm: SigningIdentity['algorithm'];
}

export interface SigningKeyReader {
  /** Nothing when there is no such key, when it is not one for documents, or of a kind with which we do not sign. */
  read(keyId: string): Promise<SigningKeyFacts | undefined>;
}
