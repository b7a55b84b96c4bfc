import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { logTools } from '#functions/platform/log-tools';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readProof } from './read-proof.ts';

const environment = readEnvironment(environmentSchema);
const tools = { ...dossierTools(environment), ...logTools(environment) };

export const handler = httpHandler(contract, (request) => readProof(tools, request));
