/** Statements that were signed, each kept once: a signature of ECDSA is another each time, and a document drawn again must be the same bytes. */
export interface StatementStore {
  /** The statement kept under this name, if any. */
  kept(name: string): Promise<string | undefined>;
  /** Keeps the statement unless there is one; returns the one that is kept, the same for everybody. */
  keepOnce(name: string, statement: string): Promise<string>;
}
