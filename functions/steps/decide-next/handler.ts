import { advanceTools } from '#functions/platform/advance-tools';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { stepHandler } from '#functions/platform/step';
import { decideNext, decideNextInput, decideNextOutput } from './decide-next.ts';
import { environmentSchema } from './environment.ts';

const tools = advanceTools(readEnvironment(environmentSchema), systemClock);

export const handler = stepHandler(
  { step: 'decide-next', input: decideNextInput, output: decideNextOutput, about: ({ dossierId }) => ({ dossierId }) },
  (input) => decideNext(tools, input),
);
