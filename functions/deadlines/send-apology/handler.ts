import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { dossierPath } from '#functions/platform/paths';
import { environmentSchema } from './environment.ts';
import { apologyBody, sendApology } from './send-apology.ts';

const tools = dossierTools(readEnvironment(environmentSchema));

export const handler = httpHandler({ route: 'POST /v1/dossiers/{dossierId}/apology', access: 'signed-in', idempotent: true, path: dossierPath, body: apologyBody }, (request) => sendApology(tools, request));
