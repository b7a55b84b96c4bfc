import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CallCounter } from '#domain/access/call-counter';
import { WINDOW_SECONDS } from '#domain/access/call-limits';
import { callsKey } from '#functions/adapters/dynamodb/access-keys';
import { documentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';

const counted = z.object({ calls: z.number() });

/** Counts of calls by caller and window, one item each, gone some minutes after its window. */
export function createDynamoCallCounter(access: TableAccess): CallCounter {
  const { client, tableName } = documentTable(access);
  return {
    async add({ caller, window, count }) {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: callsKey(caller, window),
          UpdateExpression: 'ADD calls :count SET expiresAtEpochSeconds = :until',
          ExpressionAttributeValues: { ':count': count, ':until': (window + 5) * WINDOW_SECONDS },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return counted.parse(Attributes).calls;
    },
  };
}
