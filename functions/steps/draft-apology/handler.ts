import { advanceTools } from '#functions/platform/advance-tools';
import { systemClock } from '#functions/platform/clock';
import { openVault } from '#functions/platform/document-vault';
import { readEnvironment } from '#functions/platform/environment';
import { formTools } from '#functions/platform/form-tools';
import { stepHandler } from '#functions/platform/step';
import { draftApology, draftApologyInput, draftApologyOutput } from './draft-apology.ts';
import { environmentSchema } from './environment.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  ...advanceTools(environment, systemClock),
  forms: formTools({ ...environment, bundleFolder: import.meta.dirname }),
  vault: openVault(environment),
};

export const handler = stepHandler(
  { step: 'draft-apology', input: draftApologyInput, output: draftApologyOutput, about: ({ dossierId }) => ({ dossierId }) },
  (input) => draftApology(tools, input),
);
