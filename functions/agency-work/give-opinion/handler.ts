import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { consultationPath } from '#functions/platform/paths';
import { environmentSchema } from './environment.ts';
import { giveOpinion, opinionBody } from './give-opinion.ts';

const tools = dossierTools(readEnvironment(environmentSchema));

export const handler = httpHandler({ route: 'POST /v1/dossiers/{dossierId}/consultations/{consultationId}/opinions', access: 'signed-in', idempotent: true, path: consultationPath, body: opinionBody }, (request) => giveOpinion(tools, request));
