import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoCalendarRegister } from '#functions/adapters/dynamodb/dynamo-calendar-register';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { stepHandler } from '#functions/platform/step';
import { decideReplay, decideReplayInput, decideReplayOutput } from './decide-replay.ts';
import { environmentSchema } from './environment.ts';

const { REGISTER_TABLE: tableName } = readEnvironment(environmentSchema);
const tools = { register: createDynamoCalendarRegister({ client: new DynamoDBClient({}), tableName, now: systemClock }), now: systemClock };

export const handler = stepHandler({ step: 'decide-replay', input: decideReplayInput, output: decideReplayOutput, about: ({ edition }) => ({ edition }) }, (input) => decideReplay(tools, input));
