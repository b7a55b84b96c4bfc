import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { OnceStore } from '#domain/access/once-store';
import { onceKey } from '#functions/adapters/dynamodb/access-keys';
import { documentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';

/** Words said once, each an item put on condition that it is not there, or too old to matter. */
export function createDynamoOnceStore(access: TableAccess): OnceStore {
  const { client, tableName } = documentTable(access);
  return {
    async sayOnce({ kind, clientId, word, until }, now) {
      try {
        await client.send(
          new PutCommand({
            TableName: tableName,
            Item: { ...onceKey(kind, clientId, word), expiresAtEpochSeconds: Math.ceil(until.epochMilliseconds / 1000) },
            // The table removes what is over only after a while.
            ConditionExpression: 'attribute_not_exists(pk) OR expiresAtEpochSeconds < :now',
            ExpressionAttributeValues: { ':now': Math.floor(now.epochMilliseconds / 1000) },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}
