import type * as z from 'zod';
import { consultationView, stepView } from '#domain/dossiers/dossier-view';
import { briefView } from '#domain/dossiers/paper-view';
import { ownEntry } from '#domain/dossiers/own-entry';
import { dossierResource } from '#domain/dossiers/resource';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import type { stepPath } from '#functions/platform/paths';
import { EdgeProblem } from '#functions/platform/problem';

/** All that an agency needs to do its step: the step, the opinions asked for it, the papers, what other agencies gave. */
export async function readStep(deps: LoadDossierTools, { principal, path }: ReadRequest<z.infer<typeof stepPath>>): Promise<HttpAnswer> {
  const dossier = await loadDossier(deps, { reference: path.dossierId, action: 'ReadStep', principal, stepId: path.stepId });
  const step = ownEntry(dossier.steps, path.stepId);
  if (step === undefined || dossier.status === 'draft') throw new EdgeProblem('step-not-found');
  const withApplication = deps.authoriser.authorise({ principal, action: 'ReadApplication', resource: dossierResource(dossier) });
  const body = {
    dossierId: dossier.id,
    code: dossier.code,
    version: dossier.version,
    procedure: dossier.procedure,
    caseId: dossier.caseId,
    choices: dossier.choices,
    step: stepView(step),
    consultations: Object.values(dossier.consultations).filter((each) => each.stepId === step.id).map(consultationView),
    papers: Object.values(dossier.papers).map((each) => ({ ...briefView(each), fileName: each.fileName })),
    otherSteps: Object.values(dossier.steps).filter((each) => each.id !== step.id).map(stepView),
    ...(withApplication ? { application: dossier.application } : {}),
  };
  return { status: 200, body };
}
