import type { CellAddresses } from './resource-identities.ts';

/** What a template is evaluated for: this cell's place, addresses and parameters. */
export interface EvaluationSettings {
  readonly region: string;
  readonly accountId: string;
  readonly addresses: CellAddresses;
  /** Parameter values by name, or by `Stack.Name` where two stacks need different ones. */
  readonly parameters: Readonly<Record<string, string>>;
}
