import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { stepPath } from '#functions/platform/paths';
import { environmentSchema } from './environment.ts';
import { readStep } from './read-step.ts';

const tools = dossierTools(readEnvironment(environmentSchema));

export const handler = httpHandler({ route: 'GET /v1/dossiers/{dossierId}/steps/{stepId}', access: 'signed-in', idempotent: false, path: stepPath }, (request) => readStep(tools, request));
