import { calendarReadTools } from '#functions/platform/calendar-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { editionPath } from '#functions/platform/paths';
import { environmentSchema } from './environment.ts';
import { readProposal } from './read-proposal.ts';

const tools = calendarReadTools(readEnvironment(environmentSchema));

export const handler = httpHandler({ route: 'GET /v1/calendars/{edition}', access: 'signed-in', idempotent: false, path: editionPath }, (request) => readProposal(tools, request));
