import { readEnvironment } from '#functions/platform/environment';
import { formTools } from '#functions/platform/form-tools';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readForm } from './read-form.ts';

const tools = formTools({ ...readEnvironment(environmentSchema), bundleFolder: import.meta.dirname });

export const handler = httpHandler(contract, (request) => readForm(tools, request));
