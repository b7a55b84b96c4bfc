import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { relayTools } from '#functions/platform/relay-tools';
import { environmentSchema } from './environment.ts';
import { rehydrateDossier, rehydrationBody } from './rehydrate-dossier.ts';

const tools = { ...relayTools(readEnvironment(environmentSchema)), authoriser: createCedarAuthoriser() };

export const handler = httpHandler({ route: 'POST /v1/operations/rehydrations', access: 'signed-in', idempotent: true, body: rehydrationBody }, (request) => rehydrateDossier(tools, request));
