import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { exportFileTools } from '#functions/platform/export-tools';
import { stepHandler } from '#functions/platform/step';
import { environmentSchema } from './environment.ts';
import { writeExportPart, writeExportPartInput, writeExportPartOutput } from './write-export-part.ts';

const environment = readEnvironment(environmentSchema);
const tools = { ...dossierTools(environment), ...exportFileTools(environment) };

export const handler = stepHandler({ step: 'write-export-part', input: writeExportPartInput, output: writeExportPartOutput, about: ({ exportId }) => ({ jobId: exportId }) }, (input, invocation) => writeExportPart(tools, input, invocation));
