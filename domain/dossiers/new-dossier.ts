import * as z from 'zod';
import { application } from '#domain/dossiers/parts';
import { channel } from '#domain/procedures/procedure';

const place = z.string().regex(/^[A-Z0-9][A-Z0-9.-]{0,34}$/);

/** What starts a dossier, by one call or as a row of many. */
export const creationBody = z
  .object({
    procedureCode: z.string().regex(/^\d\.\d{6}(\.[0-9A-Z.]{1,20})?$/).meta({ description: 'The national code of a procedure in force.' }),
    channel,
    place: z.object({ commune: place, province: place }).strict().meta({ description: 'Where the applicant’s matter belongs; it decides which agencies work on it.' }),
    receivingAgency: place.meta({ description: 'The one-stop that receives the dossier; any one-stop of the cell.' }),
    choices: z.record(z.string().max(60), z.string().max(60)).default({}).meta({ description: 'Answers to the options of the procedure; they decide the case, its papers and its steps.' }),
    application,
  })
  .strict()
  .meta({ id: 'NewDossier' });
export type Creation = z.infer<typeof creationBody>;
