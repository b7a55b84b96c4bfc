import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { dossierPath } from '#functions/platform/paths';
import { environmentSchema } from './environment.ts';
import { readDeadlines } from './read-deadlines.ts';

const tools = dossierTools(readEnvironment(environmentSchema));

export const handler = httpHandler({ route: 'GET /v1/dossiers/{dossierId}/deadlines', access: 'signed-in', idempotent: false, path: dossierPath }, (request) => readDeadlines(tools, request));
