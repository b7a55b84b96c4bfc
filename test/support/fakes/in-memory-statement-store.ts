import type { StatementStore } from '#domain/documents/statement-store';

/** Statements in memory, each kept once. */
export class InMemoryStatementStore implements StatementStore {
  private readonly statements = new Map<string, string>();

  async kept(name: string): Promise<string | undefined> {
    return this.statements.get(name);
  }

  async keepOnce(name: string, statement: string): Promise<string> {
    const kept = this.statements.get(name) ?? statement;
    this.statements.set(name, kept);
    return kept;
  }
}
