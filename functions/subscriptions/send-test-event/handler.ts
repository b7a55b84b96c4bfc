import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { endpointTools } from '#functions/platform/subscription-tools';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { sendTestEvent } from './send-test-event.ts';

const tools = endpointTools(readEnvironment(environmentSchema));

export const handler = httpHandler(contract, (request) => sendTestEvent(tools, request));
