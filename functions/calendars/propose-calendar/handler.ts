import { calendarTools } from '#functions/platform/calendar-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { proposeCalendar } from './propose-calendar.ts';

const tools = calendarTools(readEnvironment(environmentSchema));

export const handler = httpHandler(contract, (request) => proposeCalendar(tools, request));
