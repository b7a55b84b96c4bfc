/** Seals secrets so that only we can open them, and only as what they were sealed for. */
export interface SecretBox {
  /** @param owner bound to the sealed text; opening it for another owner fails */
  seal(secret: string, owner: string): Promise<string>;
  /** @throws when it was not sealed by us for this owner */
  open(sealed: string, owner: string): Promise<string>;
}
