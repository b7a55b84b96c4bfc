import { createDynamoCalendarStore } from '#functions/adapters/dynamodb/dynamo-calendar-store';
import { createDynamoFigureStore } from '#functions/adapters/dynamodb/dynamo-figure-store';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { scheduleHandler } from '#functions/platform/schedule';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { environmentSchema } from './environment.ts';
import { evaluateSla } from './evaluate-sla.ts';

const environment = readEnvironment(environmentSchema);
const client = new DynamoDBClient({});
const tools = {
  figures: createDynamoFigureStore({ client, tableName: environment.FIGURES_TABLE }),
  calendars: createDynamoCalendarStore({ client, tableName: environment.REGISTER_TABLE, now: systemClock }),
  place: environment.PLACE_CODE,
};

export const handler = scheduleHandler('evaluate-sla', (now) => evaluateSla(tools, now));
