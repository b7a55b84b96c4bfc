import * as z from 'zod';
import { stepHandler } from '#functions/platform/step';
import { recordFailure, recordFailureInput, subjectOf } from './record-failure.ts';

export const handler = stepHandler(
  { step: 'record-failure', input: recordFailureInput, output: z.object({ recorded: z.literal(true) }), about: subjectOf },
  recordFailure,
);
