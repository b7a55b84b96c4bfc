import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from '@jest/globals';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { dossierStoreContract } from '#test/support/contracts/dossier-store.contract';
import { startTestTables, type TestTables } from '#test/support/dynamodb/start-test-tables';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());

dossierStoreContract('DynamoDB', () => ({
  store: createDynamoDossierStore({ client: tables.client, tableName: tables.dossierTable }),
  // As the state machines do it, see statemachines/*.asl.json.
  leaveWait: async ({ dossierId, part, guard }, wait) => {
    const isPart = part !== undefined;
    try {
      await DynamoDBDocumentClient.from(tables.client).send(
        new UpdateCommand({
          TableName: tables.dossierTable,
          Key: { pk: `D#${dossierId}`, sk: isPart ? `C#${part.kind.toUpperCase()}#${part.id}` : 'A#META' },
          UpdateExpression: 'SET #wait = :wait',
          ConditionExpression: '#guard = :guard',
          ExpressionAttributeNames: { '#wait': 'wait', '#guard': isPart ? 'revision' : 'version' },
          ExpressionAttributeValues: { ':wait': wait, ':guard': guard },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
}));
