import { setTimeout as pause } from 'node:timers/promises';
import type { Scenario } from './start-scenario.ts';

/** Who sends an example, and what stands in place of the ids it is written with. */
interface Prepared {
  /** As for `scenario.as`; undefined for nobody. */
  readonly who: string | undefined;
  /** Words of the example, wherever they stand in it, by what they are here. */
  readonly inPlaceOf?: Readonly<Record<string, string>>;
}
export type Preparation = (scenario: Scenario) => Prepared | Promise<Prepared>;

/** Shipped procedures without their papers, so that a dossier is handed in by two calls. */
export const BIRTH = '7.000061';
export const HOUSE = '7.000062';
export const LAND = '7.000063';

/** As it is written. */
export const asIs = (who: string | undefined): Preparation => () => ({ who });

/** Long enough for a loaded machine with two cores; only a failure waits that long. */
const PATIENCE_MILLISECONDS = 60_000;

/** Waits until it is so; fails when it takes more than a minute. */
export async function eventually(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MILLISECONDS;
  while (!(await isSo())) {
    if (performance.now() > giveUpAt) throw new Error(`Waited in vain until ${what}`);
    await pause(100);
  }
}
