import { bulkTools } from '#functions/platform/bulk-tools';
import { readEnvironment } from '#functions/platform/environment';
import { stepHandler } from '#functions/platform/step';
import { cutBulk, cutBulkInput, cutBulkOutput } from './cut-bulk.ts';
import { environmentSchema } from './environment.ts';

const tools = bulkTools(readEnvironment(environmentSchema));

export const handler = stepHandler({ step: 'cut-bulk', input: cutBulkInput, output: cutBulkOutput, about: ({ bulkId }) => ({ jobId: bulkId }) }, (input, invocation) => cutBulk(tools, input, invocation));
