import { calendarReadTools } from '#functions/platform/calendar-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { pageQuery } from '#functions/platform/page-query';
import { editionPath } from '#functions/platform/paths';
import { environmentSchema } from './environment.ts';
import { listMoves } from './list-moves.ts';

const tools = calendarReadTools(readEnvironment(environmentSchema));

export const handler = httpHandler({ route: 'GET /v1/calendars/{edition}/moves', access: 'signed-in', idempotent: false, path: editionPath, query: pageQuery }, (request) => listMoves(tools, request));
