import { z } from 'zod';
import type { Preparation } from './example-preparation.ts';

const WRITTEN = { code: 'H99.101.01-261126-0001', paper: 'pp-9f86d081884c7d659a2feaa0c55ad015' } as const;
const listed = z.object({ papers: z.tuple([z.looseObject({ id: z.string() })], z.unknown()) });

/** A birth as shipped, handed in with papers that were looked into. */
export const onPaper: Preparation = async (scenario) => {
  const { id, code } = await scenario.handIn('citizen-lan', { procedureCode: '3.000722' });
  const { papers: [paper] } = listed.parse(await scenario.as('citizen-lan').get(`/v1/dossiers/${id}/papers`));
  return { who: 'citizen-lan', inPlaceOf: { [WRITTEN.code]: code, [WRITTEN.paper]: paper.id } };
};
