import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { dossierPath } from '#functions/platform/paths';
import { environmentSchema } from './environment.ts';
import { requestSupplement, supplementRequestBody } from './request-supplement.ts';

const tools = dossierTools(readEnvironment(environmentSchema));

export const handler = httpHandler({ route: 'POST /v1/dossiers/{dossierId}/supplement-request', access: 'signed-in', idempotent: true, path: dossierPath, body: supplementRequestBody }, (request) => requestSupplement(tools, request));
