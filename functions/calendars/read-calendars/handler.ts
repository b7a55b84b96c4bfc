import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoCalendarStore } from '#functions/adapters/dynamodb/dynamo-calendar-store';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readCalendars } from './read-calendars.ts';

const { REGISTER_TABLE: tableName } = readEnvironment(environmentSchema);
const tools = { calendars: createDynamoCalendarStore({ client: new DynamoDBClient({}), tableName, now: systemClock }) };

export const handler = httpHandler(contract, (request) => readCalendars(tools, request));
