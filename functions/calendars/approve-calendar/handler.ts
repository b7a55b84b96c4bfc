import { calendarTools } from '#functions/platform/calendar-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { editionPath } from '#functions/platform/paths';
import { approveCalendar } from './approve-calendar.ts';
import { environmentSchema } from './environment.ts';

const environment = readEnvironment(environmentSchema);
const tools = { ...calendarTools(environment), needsSecondPerson: environment.CALENDAR_FOUR_EYES === 'true' };

export const handler = httpHandler({ route: 'POST /v1/calendars/{edition}/approval', access: 'signed-in', idempotent: true, path: editionPath }, (request) => approveCalendar(tools, request));
