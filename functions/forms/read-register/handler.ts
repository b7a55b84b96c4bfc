import { createXlsxWriter } from '#functions/adapters/xlsx/xlsx-writer';
import { readEnvironment } from '#functions/platform/environment';
import { formTools } from '#functions/platform/form-tools';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readRegister } from './read-register.ts';

const tools = { ...formTools({ ...readEnvironment(environmentSchema), bundleFolder: import.meta.dirname }), spreadsheets: createXlsxWriter() };

export const handler = httpHandler(contract, (request, call) => readRegister(tools, request, call));
