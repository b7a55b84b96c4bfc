import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CodeCounter } from '#domain/dossiers/dossier-store';
import { documentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import { counterKey } from '#functions/adapters/dynamodb/register-keys';

const drawn = z.object({ drawn: z.number().int().positive() });
const DAY_SECONDS = 24 * 60 * 60;
/** The day itself, wherever on earth it ends, and three more for whoever wants to look. */
const KEPT_SECONDS = 4 * DAY_SECONDS;

/** One atomic addition a draw; a repeated call after a lost answer leaves a gap, never a repeat (D8). */
export function createDynamoCodeCounter(access: TableAccess): CodeCounter {
  const { client, tableName } = documentTable(access);
  return {
    async next(agency, day) {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: counterKey(agency, day),
          UpdateExpression: 'SET expiresAtEpochSeconds = :expires ADD drawn :one',
          ExpressionAttributeValues: { ':one': 1, ':expires': Date.parse(`${day}T00:00:00Z`) / 1000 + KEPT_SECONDS },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return drawn.parse(Attributes).drawn;
    },
  };
}
