import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { environmentSchema } from './environment.ts';
import { createDossier, creationBody } from './create-dossier.ts';

const tools = dossierTools(readEnvironment(environmentSchema));

export const handler = httpHandler({ route: 'POST /v1/dossiers', access: 'signed-in', idempotent: true, body: creationBody }, (request) => createDossier(tools, request));
