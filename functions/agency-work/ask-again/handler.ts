import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { askAgain } from './ask-again.ts';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';

const tools = dossierTools(readEnvironment(environmentSchema));

export const handler = httpHandler(contract, (request) => askAgain(tools, request));
