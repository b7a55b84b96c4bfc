import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { dossierPath } from '#functions/platform/paths';
import { environmentSchema } from './environment.ts';
import { suspensionEndBody, liftSuspension } from './lift-suspension.ts';

const tools = dossierTools(readEnvironment(environmentSchema));

export const handler = httpHandler({ route: 'POST /v1/dossiers/{dossierId}/suspension-end', access: 'signed-in', idempotent: true, path: dossierPath, body: suspensionEndBody }, (request) => liftSuspension(tools, request));
