import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoCalendarStore } from '#functions/adapters/dynamodb/dynamo-calendar-store';
import { createDynamoFigureStore } from '#functions/adapters/dynamodb/dynamo-figure-store';
import { createDynamoProcedureStore } from '#functions/adapters/dynamodb/dynamo-procedure-store';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { previewDueDate } from './preview-due-date.ts';

const environment = readEnvironment(environmentSchema);
const client = new DynamoDBClient({});
const register = { client, tableName: environment.REGISTER_TABLE, now: systemClock };
const tools = {
  procedures: createDynamoProcedureStore(register),
  calendars: createDynamoCalendarStore(register),
  figures: createDynamoFigureStore({ client, tableName: environment.FIGURES_TABLE }),
};

export const handler = httpHandler(contract, (request) => previewDueDate(tools, request));
