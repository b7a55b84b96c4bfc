import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { listPapers } from './list-papers.ts';

const tools = dossierTools(readEnvironment(environmentSchema));

export const handler = httpHandler(contract, (request) => listPapers(tools, request));
