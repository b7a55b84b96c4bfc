import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { relayTools } from '#functions/platform/relay-tools';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { rehydrateDossier } from './rehydrate-dossier.ts';

const tools = { ...relayTools(readEnvironment(environmentSchema)), authoriser: createCedarAuthoriser() };

export const handler = httpHandler(contract, (request) => rehydrateDossier(tools, request));
