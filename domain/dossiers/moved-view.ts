import * as z from 'zod';
import { dossierStatus, type Dossier } from '#domain/dossiers/dossier';
import { officialStatus, shownOfficialStatus } from '#domain/dossiers/official-status';
import { dossierId } from '#domain/dossiers/parts';
import { isoInstant } from '#domain/kernel/instant';

/** Where a dossier stands after a move. */
export const movedDossier = z
  .object({
    id: dossierId,
    code: z.string().max(60).optional().meta({ description: 'The issued code; absent before hand-in.' }),
    version: z.number().int().positive().max(1e9).meta({ description: 'Grows with every event; the same number is the ETag.' }),
    status: dossierStatus,
    officialStatus: shownOfficialStatus.optional(),
    dueAt: isoInstant.optional().meta({ description: 'The promised instant; absent before acceptance and while the clock stands still.' }),
  })
  .strict()
  .meta({ id: 'MovedDossier', description: 'Where the dossier stands after the move.' });

/** The short answer to a move: small, because it is kept with the dossier to be given again under the same key (D8). */
export function movedView(dossier: Dossier): z.infer<typeof movedDossier> {
  return {
    id: dossier.id,
    ...('code' in dossier ? { code: dossier.code } : {}),
    version: dossier.version,
    status: dossier.status,
    officialStatus: officialStatus(dossier.status),
    ...('dueAt' in dossier && dossier.dueAt !== undefined ? { dueAt: dossier.dueAt } : {}),
  };
}
