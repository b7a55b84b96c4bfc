/** Keeps secrets so that whoever reads a table, a backup or a log reads nothing. */
export interface SecretBox {
  /** @param belongsTo the subscription's id; what was sealed for one opens for no other */
  seal(secret: string, belongsTo: string): Promise<string>;
  /** @throws when it was sealed for another, or by another cell */
  open(sealed: string, belongsTo: string): Promise<string>;
}
