import { parseArgs } from 'node:util';

const sections = ['throughput', 'reference', 'bundles', 'deadlines', 'replay', 'lists', 'alerting', 'figures', 'webhooks', 'bulk', 'signing', 'log', 'verifying', 'forms', 'papers'] as const;
export type Section = (typeof sections)[number];

export interface BenchOptions {
  /** In the order they are run. */
  readonly sections: readonly Section[];
  /** A smoke run below a minute; its figures say little. */
  readonly quick: boolean;
  /** Lists and figures of 100,000 instead of 10,000, and a replay over as many open dossiers instead of 1,000. */
  readonly large: boolean;
  /** Saves docs/measurements.md. */
  readonly write: boolean;
}

/**
 * Reads the command line: sections by name (all when none is named) and `--quick`, `--large`, `--write`.
 * @throws Error naming what is not understood
 */
export function readOptions(words: readonly string[]): BenchOptions {
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { quick: flag, large: flag, write: flag } });
  const unknown = positionals.filter((word) => !sections.some((section) => section === word));
  if (unknown.length > 0) throw new Error(`There is no section ${unknown.join(', ')}; there are ${sections.join(', ')}.`);
  return { ...values, sections: sections.filter((section) => positionals.length === 0 || positionals.includes(section)) };
}
