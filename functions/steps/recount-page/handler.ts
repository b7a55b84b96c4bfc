import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoCalendarRegister } from '#functions/adapters/dynamodb/dynamo-calendar-register';
import { advanceTools } from '#functions/platform/advance-tools';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { stepHandler } from '#functions/platform/step';
import { environmentSchema } from './environment.ts';
import { recountPage, recountPageInput, recountPageOutput, type RecountPageTools } from './recount-page.ts';

const environment = readEnvironment(environmentSchema);
const tools: RecountPageTools = {
  ...advanceTools(environment, systemClock),
  register: createDynamoCalendarRegister({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE, now: systemClock }),
  known: new Map(),
};

export const handler = stepHandler({ step: 'recount-page', input: recountPageInput, output: recountPageOutput, about: ({ edition }) => ({ edition }) }, (input) => recountPage(tools, input));
