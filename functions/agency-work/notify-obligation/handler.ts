import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { stepPath } from '#functions/platform/paths';
import { environmentSchema } from './environment.ts';
import { notifyObligation, obligationBody } from './notify-obligation.ts';

const tools = dossierTools(readEnvironment(environmentSchema));

export const handler = httpHandler({ route: 'POST /v1/dossiers/{dossierId}/steps/{stepId}/obligation', access: 'signed-in', idempotent: true, path: stepPath, body: obligationBody }, (request) => notifyObligation(tools, request));
