import { readEnvironment } from '#functions/platform/environment';
import { exportMachineTools } from '#functions/platform/export-tools';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { orderExport } from './order-export.ts';

const tools = exportMachineTools(readEnvironment(environmentSchema));

export const handler = httpHandler(contract, (request) => orderExport(tools, request));
