import { bulkTools } from '#functions/platform/bulk-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { announceBulk } from './announce-bulk.ts';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';

const tools = bulkTools(readEnvironment(environmentSchema));

export const handler = httpHandler(contract, (request) => announceBulk(tools, request));
