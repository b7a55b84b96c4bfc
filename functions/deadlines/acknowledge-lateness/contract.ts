import * as z from 'zod';
import { movedDossier } from '#domain/dossiers/moved-view';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/);

export const acknowledgementBody = z
  .object({
    stepId: key.optional().meta({ description: 'The late step; absent for a reception that is late.' }),
    rung: key.meta({ description: 'The rung of the ladder that was told, as the step’s `lateness` names it.' }),
  })
  .strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/lateness-acknowledgement',
  access: 'signed-in',
  idempotent: true,
  path: dossierPath,
  body: acknowledgementBody,
  title: { vi: 'Xác nhận đã biết việc chậm', en: 'Take note of a lateness' },
  description: {
    vi: 'Người được báo chậm ở một nấc xác nhận đã biết, với đúng nấc của mình.',
    en: 'Whoever was told of a lateness takes note of it, on the rung that was told.',
  },
  answers: { 200: movedDossier },
  problems: [...MOVING_PROBLEMS, 'lateness-not-told', 'rung-of-another'],
  example: { path: { dossierId: 'H99.101.01-261126-0001' }, body: { stepId: 'birth-registration', rung: 'officer' } },
});
