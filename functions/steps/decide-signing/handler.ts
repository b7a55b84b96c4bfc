import { advanceTools } from '#functions/platform/advance-tools';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { stepHandler } from '#functions/platform/step';
import { decideSigning, decideSigningInput, decideSigningOutput } from './decide-signing.ts';
import { environmentSchema } from './environment.ts';

const tools = advanceTools(readEnvironment(environmentSchema), systemClock);

export const handler = stepHandler(
  { step: 'decide-signing', input: decideSigningInput, output: decideSigningOutput, about: ({ dossierId }) => ({ dossierId }) },
  (input) => decideSigning(tools, input),
);
