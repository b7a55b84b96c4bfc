import { calendarReadTools } from '#functions/platform/calendar-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { pageQuery } from '#functions/platform/page-query';
import { environmentSchema } from './environment.ts';
import { listProposals } from './list-proposals.ts';

const tools = calendarReadTools(readEnvironment(environmentSchema));

export const handler = httpHandler({ route: 'GET /v1/calendars/proposals', access: 'signed-in', idempotent: false, query: pageQuery }, (request) => listProposals(tools, request));
