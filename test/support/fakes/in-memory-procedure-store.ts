import { isDeepStrictEqual } from 'node:util';
import { chooseInForce } from '#domain/procedures/in-force';
import { procedureDefinition, type ProcedureDefinition } from '#domain/procedures/procedure';
import type { ProcedureStore, ProcedureSummary, PublishOutcome } from '#domain/procedures/procedure-store';
import { pageOf } from '#test/support/fakes/list-page';

/** The register of procedures in memory. */
export class InMemoryProcedureStore implements ProcedureStore {
  private readonly versions = new Map<string, ProcedureDefinition>();

  constructor(published: readonly ProcedureDefinition[] = []) {
    for (const definition of published) this.versions.set(keyOf(definition), definition);
  }

  async publish(definition: ProcedureDefinition): Promise<PublishOutcome> {
    const published = procedureDefinition.parse(definition);
    const before = this.versions.get(keyOf(definition));
    if (before !== undefined) return { kind: isDeepStrictEqual(before, published) ? 'unchanged' : 'version-taken' };
    this.versions.set(keyOf(definition), published);
    return { kind: 'published' };
  }

  async version(code: string, version: number): Promise<ProcedureDefinition | undefined> {
    return this.versions.get(keyOf({ code, version }));
  }

  async inForce(code: string, day: string): Promise<ProcedureDefinition | undefined> {
    return chooseInForce([...this.versions.values()].filter((each) => each.code === code), day);
  }

  async list(page: Parameters<ProcedureStore['list']>[0]) {
    const newest = new Map<string, ProcedureSummary>();
    for (const { code, version, name, field, level } of this.versions.values()) {
      if ((newest.get(code)?.version ?? 0) < version) newest.set(code, { code, version, name, field, level });
    }
    return pageOf([...newest].map(([position, row]) => ({ position, row })), page);
  }
}

function keyOf({ code, version }: Pick<ProcedureDefinition, 'code' | 'version'>): string {
  return `${code}#${version}`;
}
