import { bulkMachineTools } from '#functions/platform/bulk-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { startBulk } from './start-bulk.ts';

const tools = bulkMachineTools(readEnvironment(environmentSchema));

export const handler = httpHandler(contract, (request) => startBulk(tools, request));
