import type { AgencyStore } from '#domain/agencies/agency-store';
import { requireOneStop } from '#domain/agencies/require-one-stop';
import { movedView } from '#domain/dossiers/moved-view';
import type { Creation } from '#domain/dossiers/new-dossier';
import type { ChangeDossierTools } from '#functions/platform/change-dossier';
import { creationCommand } from '#functions/platform/creation';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { startDossier } from '#functions/platform/start-dossier';

interface Dependencies extends ChangeDossierTools {
  readonly agencies: Pick<AgencyStore, 'find'>;
}

/** Opens a draft for the procedure in force today, to be handed in at a one-stop. Its id comes from the Idempotency-Key, so a repeated call opens no second one. */
export function createDossier(deps: Dependencies, request: WriteRequest<Creation>): Promise<HttpAnswer> {
  const { body, principal } = request;
  return startDossier(deps, {
    procedureCode: body.procedureCode,
    request,
    command: async (id) => {
      requireOneStop(await deps.agencies.find(body.receivingAgency));
      return creationCommand(id, principal, body);
    },
    respond: (dossier) => ({ status: 201, body: movedView(dossier), headers: { location: `/v1/dossiers/${dossier.id}` } }),
  });
}
