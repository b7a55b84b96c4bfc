import { calendarReadTools } from '#functions/platform/calendar-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readProposal } from './read-proposal.ts';

const tools = calendarReadTools(readEnvironment(environmentSchema));

export const handler = httpHandler(contract, (request) => readProposal(tools, request));
