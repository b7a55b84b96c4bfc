import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException, CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { approve, previewed, putInForce } from '#domain/deadlines/calendar-proposal';
import { createDynamoCalendarRegister } from '#functions/adapters/dynamodb/dynamo-calendar-register';
import { createDynamoCalendarStore } from '#functions/adapters/dynamodb/dynamo-calendar-store';
import { aProposal, aYear, someFacts } from '#test/support/builders/calendar-builders';
import { calendarRegisterContract } from '#test/support/contracts/calendar-register.contract';
import { startTestTables, type TestTables } from '#test/support/dynamodb/start-test-tables';
import { registerTable } from '#test/support/dynamodb/table-definitions';
import { fixedClock } from '#test/support/fakes/fixed-clock';
import { InMemoryCalendarRegister } from '#test/support/fakes/in-memory-calendar-register';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());

/** A register nobody has written into: there is one calendar in a table. */
async function newRegister() {
  const tableName = `Register-${randomUUID()}`;
  await tables.client.send(new CreateTableCommand({ TableName: tableName, ...registerTable }));
  return { client: tables.client, tableName };
}

calendarRegisterContract('The fake', () => {
  const register = new InMemoryCalendarRegister();
  return Promise.resolve({ register, calendars: () => register.calendars, leaveWait: register.leaveWait.bind(register) });
});

calendarRegisterContract('DynamoDB', async () => {
  const access = { ...(await newRegister()), now: fixedClock().now };
  return {
    register: createDynamoCalendarRegister(access),
    calendars: () => createDynamoCalendarStore(access),
    // As the state machine does it, see statemachines/calendar-replay.asl.json.
    leaveWait: async ({ edition, version }, token) => {
      try {
        await DynamoDBDocumentClient.from(tables.client).send(
          new UpdateCommand({
            TableName: access.tableName,
            Key: { pk: 'CALENDAR', sk: `E#${String(edition).padStart(6, '0')}` },
            UpdateExpression: 'SET #wait = :wait',
            ConditionExpression: '#version = :version',
            ExpressionAttributeNames: { '#wait': 'wait', '#version': 'version' },
            ExpressionAttributeValues: { ':wait': { token }, ':version': version },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
});

it('a function that has read the calendar goes by it for a minute and no longer', async () => {
  const clock = fixedClock();
  const access = { ...(await newRegister()), now: clock.now };
  const register = createDynamoCalendarRegister(access);
  const elsewhere = createDynamoCalendarStore(access);
  expect((await elsewhere.inForce()).edition).toBe(0);
  const at = '2025-12-25T03:00:00.000Z';
  const proposal = aProposal();
  await register.propose({ proposal, facts: someFacts(1, aYear(2026)), scope: 'scope', requestHash: 'a' });
  const looked = previewed(proposal, { dossiersLookedAt: 0, dossiersMoving: 0, datesMoving: 0, dossiersNotCounted: 0 }, at);
  const yes = approve(looked.after, { by: 'sub-administrator-2', at, needsSecondPerson: true });
  for (const change of [looked, yes, putInForce(yes.after, at)]) await register.commit(change);
  clock.advance({ seconds: 59 });
  expect((await elsewhere.inForce()).edition).toBe(0);
  clock.advance({ seconds: 1 });
  expect((await elsewhere.inForce()).edition).toBe(1);
});
