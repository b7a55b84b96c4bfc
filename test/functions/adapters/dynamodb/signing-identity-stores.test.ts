import { GetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createDynamoSigningIdentityStore } from '#functions/adapters/dynamodb/dynamo-signing-identity-store';
import { anIdentity } from '#test/support/builders/signing-builders';
import { signingIdentityStoreContract } from '#test/support/contracts/signing-identity-store.contract';
import { startTestTables, type TestTables } from '#test/support/dynamodb/start-test-tables';
import { InMemorySigningIdentityStore } from '#test/support/fakes/in-memory-signing-identity-store';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());

const store = () => createDynamoSigningIdentityStore({ client: tables.client, tableName: tables.registerTable });
const fake = new InMemorySigningIdentityStore();
signingIdentityStoreContract('The fake', () => fake);
signingIdentityStoreContract('DynamoDB', store);

it('every version is kept, so that years later it can be told who could sign with what', async () => {
  const identity = anIdentity({ id: 'kept' });
  await store().save(identity);
  await store().save({ ...identity, version: 2, keyId: 'another key' });
  const { Item } = await DynamoDBDocumentClient.from(tables.client).send(new GetCommand({ TableName: tables.registerTable, Key: { pk: 'SIGNER#kept', sk: 'V#000001' } }));
  expect(Item?.['identity']).toEqual(identity);
});
