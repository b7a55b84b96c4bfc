import { readEnvironment } from '#functions/platform/environment';
import { formTools } from '#functions/platform/form-tools';
import { httpHandler } from '#functions/platform/http';
import { statementTools } from '#functions/platform/statement-tools';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readForm } from './read-form.ts';

const environment = readEnvironment(environmentSchema);
const tools = { ...formTools({ ...environment, bundleFolder: import.meta.dirname }), receipts: statementTools(environment) };

export const handler = httpHandler(contract, (request) => readForm(tools, request));
