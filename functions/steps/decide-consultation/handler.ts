import { advanceTools } from '#functions/platform/advance-tools';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { stepHandler } from '#functions/platform/step';
import { decideConsultation, decideConsultationInput, decideConsultationOutput } from './decide-consultation.ts';
import { environmentSchema } from './environment.ts';

const tools = advanceTools(readEnvironment(environmentSchema), systemClock);

export const handler = stepHandler(
  { step: 'decide-consultation', input: decideConsultationInput, output: decideConsultationOutput, about: ({ dossierId }) => ({ dossierId }) },
  (input) => decideConsultation(tools, input),
);
