import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { refuseSigning } from './refuse-signing.ts';

const tools = dossierTools(readEnvironment(environmentSchema));

export const handler = httpHandler(contract, (request) => refuseSigning(tools, request));
