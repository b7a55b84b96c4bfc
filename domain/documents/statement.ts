/** Signs small statements (receipts, heads of the log) as a compact JWS, ES256, under the cell's published key. */
export interface StatementSigner {
  /** @param payload plain JSON; @returns the compact serialisation with `kid` in its header */
  sign(payload: Readonly<Record<string, unknown>>): Promise<string>;
}
