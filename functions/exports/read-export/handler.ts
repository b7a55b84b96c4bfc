import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { readEnvironment } from '#functions/platform/environment';
import { exportFileTools } from '#functions/platform/export-tools';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readExport } from './read-export.ts';

const tools = { ...exportFileTools(readEnvironment(environmentSchema)), authoriser: createCedarAuthoriser() };

export const handler = httpHandler(contract, (request) => readExport(tools, request));
