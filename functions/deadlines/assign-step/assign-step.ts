import type * as z from 'zod';
import type { AgencyStore } from '#domain/agencies/agency-store';
import { DomainError } from '#domain/kernel/domain-error';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { stepPath } from '#functions/platform/paths';
import type { assignmentBody } from './contract.ts';

interface Dependencies extends ChangeDossierTools {
  readonly agencies: Pick<AgencyStore, 'find'>;
}

/** A step changes hands: to another agency of the register, or to a named officer. */
export function assignStep(deps: Dependencies, request: WriteRequest<z.infer<typeof assignmentBody>, z.infer<typeof stepPath>>): Promise<HttpAnswer> {
  const { stepId } = request.path;
  const { officer, reason } = request.body;
  return changeDossier(deps, {
    reference: request.path.dossierId,
    action: 'AssignStep',
    request,
    command: async (dossier) => {
      const agency = request.body.agency ?? dossier.steps[stepId]?.agency ?? '';
      if (request.body.agency !== undefined) await requireAgency(deps, request.body.agency);
      return { type: 'assign-step', by: actorOf(request.principal), stepId, agency, officer, reason };
    },
    respond: answerMoved,
  });
}

async function requireAgency({ agencies }: Dependencies, code: string): Promise<void> {
  const found = await agencies.find(code);
  if (found !== undefined && found.level !== 'district-historic') return;
  throw new DomainError({
    kind: 'rule-broken',
    code: 'agency-unknown',
    mend: { vi: 'Không có cơ quan này trong danh bạ.', en: 'No such agency is in the register, or it is history; choose another.' },
    fields: [{ pointer: '/agency', problem: 'not in the register' }],
  });
}
