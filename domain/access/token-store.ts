/** An access token of ours as it is kept: by the SHA-256 of it, never itself. */
export interface AccessToken {
  readonly clientId: string;
  /** The key it was asked for with; revoked with it. */
  readonly keyId: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
}

export interface TokenStore {
  /** @param hash SHA-256 of the token in hexadecimal */
  keep(hash: string, token: AccessToken): Promise<void>;
  find(hash: string): Promise<AccessToken | undefined>;
}
