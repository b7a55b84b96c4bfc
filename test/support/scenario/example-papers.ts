import { z } from 'zod';
import type { Preparation } from './example-preparation.ts';
import type { Scenario } from './start-scenario.ts';

const read = z.object({ papers: z.array(z.looseObject({ id: z.string(), slot: z.string() })) });

/** The papers of a dossier as the API shows them. */
export async function papersOf(scenario: Scenario, who: string, dossierId: string) {
  return read.parse(await scenario.as(who).get(`/v1/dossiers/${dossierId}`)).papers;
}

/** A dossier that was received on paper at the desk, with its scans uploaded, and an office that can sign. */
export const onScans: Preparation = async (scenario) => {
  await scenario.seedSigners();
  const { id, code } = await scenario.handIn('desk-an-hoa', { procedureCode: '1.013225', channel: 'desk' });
  const [paper] = await papersOf(scenario, 'desk-an-hoa', id);
  return { who: 'desk-an-hoa', inPlaceOf: { 'H99.101.01-261126-0001': code, 'pp-0123456789abcdef0123456789abcdef': paper?.id ?? 'none' } };
};

/** A birth as shipped, handed in with papers that were looked into. */
export const onPaper: Preparation = async (scenario) => {
  const { id, code } = await scenario.handIn('citizen-lan', { procedureCode: '3.000722' });
  const [paper] = await papersOf(scenario, 'citizen-lan', id);
  return { who: 'citizen-lan', inPlaceOf: { 'H99.101.01-261126-0001': code, 'pp-9f86d081884c7d659a2feaa0c55ad015': paper?.id ?? 'none' } };
};
