/** Signs small statements (receipts, heads of the log) as a compact JWS, ES256, under the cell's published key. */
export interface StatementSigner {
  /** @param payload plain JSON; @returns the compact serialisation with `kid` in its header */
  sign(payload: Readonly<Record<string, unknown>>): Promise<string>;
  /** The public half, for everybody: with it a statement is verified without us. */
  publicKey(): Promise<StatementKey>;
}

/** A public key as RFC 7517 writes it; `kid` is its thumbprint (RFC 7638), so that nobody has to be believed which key it is. */
export interface StatementKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
}
