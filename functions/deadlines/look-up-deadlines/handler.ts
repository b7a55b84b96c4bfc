import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { environmentSchema } from './environment.ts';
import { lookUpDeadlines, receiptPath, receiptQuery } from './look-up-deadlines.ts';

const tools = dossierTools(readEnvironment(environmentSchema));

export const handler = httpHandler({ route: 'GET /v1/lookup/{dossierCode}/deadlines', access: 'public', idempotent: false, path: receiptPath, query: receiptQuery }, (request) => lookUpDeadlines(tools, request));
