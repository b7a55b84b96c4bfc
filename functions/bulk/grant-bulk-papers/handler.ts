import { bulkTools } from '#functions/platform/bulk-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { grantBulkPapers } from './grant-bulk-papers.ts';

const tools = bulkTools(readEnvironment(environmentSchema));

export const handler = httpHandler(contract, (request) => grantBulkPapers(tools, request));
