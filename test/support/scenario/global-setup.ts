import { synthesize } from '#local/start/synthesize';
import { TEST_ASSEMBLY } from './test-assembly.ts';

/** Jest calls this once before all suites: the scenarios run on the synthesized template, made only when its sources changed. */
export default async function synthesizeOnce(): Promise<void> {
  await synthesize(TEST_ASSEMBLY);
}
