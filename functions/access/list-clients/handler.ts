import { clientTools } from '#functions/platform/client-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { listClients } from './list-clients.ts';

const tools = clientTools(readEnvironment(environmentSchema));

export const handler = httpHandler(contract, (request) => listClients(tools, request));
