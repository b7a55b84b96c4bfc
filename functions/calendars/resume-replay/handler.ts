import { calendarTools } from '#functions/platform/calendar-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { editionPath } from '#functions/platform/paths';
import { environmentSchema } from './environment.ts';
import { resumeReplay } from './resume-replay.ts';

const tools = calendarTools(readEnvironment(environmentSchema));

export const handler = httpHandler({ route: 'POST /v1/calendars/{edition}/resumption', access: 'signed-in', idempotent: true, path: editionPath }, (request) => resumeReplay(tools, request));
