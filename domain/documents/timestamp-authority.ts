/** Proves that something existed at an instant: RFC 3161. */
export interface TimestampAuthority {
  /**
   * @param sha256 the digest of what shall be proven
   * @returns the TimeStampToken in DER, checked to be about this digest and this very request
   * @throws Error when the authority cannot be reached or refuses, after tries
   */
  timestamp(sha256: Uint8Array): Promise<Uint8Array>;
}
