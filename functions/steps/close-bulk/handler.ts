import { bulkTools } from '#functions/platform/bulk-tools';
import { readEnvironment } from '#functions/platform/environment';
import { stepHandler } from '#functions/platform/step';
import { closeBulk, closeBulkInput, closeBulkOutput } from './close-bulk.ts';
import { environmentSchema } from './environment.ts';

const tools = bulkTools(readEnvironment(environmentSchema));

export const handler = stepHandler({ step: 'close-bulk', input: closeBulkInput, output: closeBulkOutput, about: ({ bulkId }) => ({ jobId: bulkId }) }, (input, invocation) => closeBulk(tools, input, invocation));
