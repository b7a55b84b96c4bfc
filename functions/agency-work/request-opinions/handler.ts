import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { stepPath } from '#functions/platform/paths';
import { environmentSchema } from './environment.ts';
import { opinionsBody, requestOpinions } from './request-opinions.ts';

const tools = dossierTools(readEnvironment(environmentSchema));

export const handler = httpHandler({ route: 'POST /v1/dossiers/{dossierId}/steps/{stepId}/consultations', access: 'signed-in', idempotent: true, path: stepPath, body: opinionsBody }, (request) => requestOpinions(tools, request));
