/** A failure the person at the keyboard can mend; its message is one complete sentence, shown without a stack. */
export class CellError extends Error {
  override readonly name = 'CellError';
}
