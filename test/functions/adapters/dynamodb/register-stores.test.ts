import { GetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { createDynamoCodeCounter } from '#functions/adapters/dynamodb/dynamo-code-counter';
import { createDynamoProcedureStore } from '#functions/adapters/dynamodb/dynamo-procedure-store';
import { aProcedure } from '#test/support/builders/register-builders';
import { agencyStoreContract } from '#test/support/contracts/agency-store.contract';
import { codeCounterContract } from '#test/support/contracts/code-counter.contract';
import { procedureStoreContract } from '#test/support/contracts/procedure-store.contract';
import { startTestTables, type TestTables } from '#test/support/dynamodb/start-test-tables';
import { fixedClock } from '#test/support/fakes/fixed-clock';
import { InMemoryAgencyStore } from '#test/support/fakes/in-memory-agency-store';
import { InMemoryCodeCounter } from '#test/support/fakes/in-memory-code-counter';
import { InMemoryProcedureStore } from '#test/support/fakes/in-memory-procedure-store';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());

const register = () => ({ client: tables.client, tableName: tables.registerTable });

const agencies = new InMemoryAgencyStore();
agencyStoreContract('The fake', () => agencies);
agencyStoreContract('DynamoDB', () => createDynamoAgencyStore(register()));

const procedures = new InMemoryProcedureStore();
procedureStoreContract('The fake', () => procedures);
procedureStoreContract('DynamoDB', () => createDynamoProcedureStore({ ...register(), now: fixedClock().now }));

const codes = new InMemoryCodeCounter();
codeCounterContract('The fake', () => codes);
codeCounterContract('DynamoDB', () => createDynamoCodeCounter(register()));

describe('what only the table shows', () => {
  it('another function sees a newly published version after a minute', async () => {
    const clock = fixedClock();
    const elsewhere = createDynamoProcedureStore({ ...register(), now: clock.now });
    const publisher = createDynamoProcedureStore({ ...register(), now: clock.now });
    const first = aProcedure();
    const second = { ...first, version: 2, effective: { from: '2026-11-01' } };
    await publisher.publish(first);
    expect(await elsewhere.inForce(first.code, '2026-11-23')).toEqual(first);
    await publisher.publish(second);
    clock.advance({ seconds: 59 });
    expect(await elsewhere.inForce(first.code, '2026-11-23')).toEqual(first);
    clock.advance({ seconds: 1 });
    expect(await elsewhere.inForce(first.code, '2026-11-23')).toEqual(second);
  });

  it('a counter is forgotten three days after its day', async () => {
    await createDynamoCodeCounter(register()).next('H26.001.02', '2026-11-23');
    const { Item } = await DynamoDBDocumentClient.from(tables.client).send(
      new GetCommand({ TableName: tables.registerTable, Key: { pk: 'COUNTER#H26.001.02#2026-11-23', sk: 'COUNTER' } }),
    );
    expect(Item?.['expiresAtEpochSeconds']).toBe(Date.parse('2026-11-27T00:00:00Z') / 1000);
  });
});
