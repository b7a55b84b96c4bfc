import { calendarTools } from '#functions/platform/calendar-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { environmentSchema } from './environment.ts';
import { calendarBody, proposeCalendar } from './propose-calendar.ts';

const tools = calendarTools(readEnvironment(environmentSchema));

export const handler = httpHandler({ route: 'POST /v1/calendars', access: 'signed-in', idempotent: true, body: calendarBody }, (request) => proposeCalendar(tools, request));
