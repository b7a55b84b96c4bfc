import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { CalendarRegister } from '#domain/deadlines/calendar-register';
import type { ReplayMachine } from '#domain/deadlines/replay-machine';
import type { Authoriser } from '#domain/kernel/authoriser';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoCalendarRegister } from '#functions/adapters/dynamodb/dynamo-calendar-register';
import { createReplayMachine } from '#functions/adapters/step-functions/replay-machine';
import { systemClock } from '#functions/platform/clock';

export interface CalendarReadTools {
  readonly register: CalendarRegister;
  readonly authoriser: Authoriser;
}

export interface CalendarTools extends CalendarReadTools {
  readonly machine: ReplayMachine;
}

/** What every function that reads proposals works with. */
export function calendarReadTools({ REGISTER_TABLE: tableName }: { readonly REGISTER_TABLE: string }): CalendarReadTools {
  return { register: createDynamoCalendarRegister({ client: new DynamoDBClient({}), tableName, now: systemClock }), authoriser: createCedarAuthoriser() };
}

/** The same with the machine that carries a proposal out. */
export function calendarTools(environment: { readonly REGISTER_TABLE: string; readonly REPLAY_MACHINE_ARN: string }): CalendarTools {
  return { ...calendarReadTools(environment), machine: createReplayMachine({ client: new SFNClient({}), machineArn: environment.REPLAY_MACHINE_ARN }) };
}
