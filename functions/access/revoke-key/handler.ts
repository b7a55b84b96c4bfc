import { clientTools } from '#functions/platform/client-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { revokeKey } from './revoke-key.ts';

const tools = clientTools(readEnvironment(environmentSchema));

export const handler = httpHandler(contract, (request) => revokeKey(tools, request));
