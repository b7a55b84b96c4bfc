import { calendarTools } from '#functions/platform/calendar-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { approveCalendar } from './approve-calendar.ts';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';

const environment = readEnvironment(environmentSchema);
const tools = { ...calendarTools(environment), needsSecondPerson: environment.CALENDAR_FOUR_EYES === 'true' };

export const handler = httpHandler(contract, (request) => approveCalendar(tools, request));
