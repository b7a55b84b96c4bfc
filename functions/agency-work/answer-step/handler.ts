import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { stepPath } from '#functions/platform/paths';
import { environmentSchema } from './environment.ts';
import { answerBody, answerStep } from './answer-step.ts';

const tools = dossierTools(readEnvironment(environmentSchema));

export const handler = httpHandler({ route: 'POST /v1/dossiers/{dossierId}/steps/{stepId}/answer', access: 'signed-in', idempotent: true, path: stepPath, body: answerBody }, (request) => answerStep(tools, request));
