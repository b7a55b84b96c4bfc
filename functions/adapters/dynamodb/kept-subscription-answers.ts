import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { KeptSubscriptionAnswer } from '#domain/notifications/subscription';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/register-keys';

const ANSWER_KEPT_SECONDS = 7 * 24 * 60 * 60;

const answerItem = z.object({
  scope: z.string(),
  requestHash: z.string(),
  status: z.number(),
  body: z.string().optional(),
  keptAt: z.string(),
  secret: z.object({ subscriptionId: z.string(), sealed: z.string() }).optional(),
});

/** The write that keeps an answer, on condition that none is kept under its key. */
export function answerPut({ client: _client, tableName: TableName }: DocumentTable, { body, ...answer }: KeptSubscriptionAnswer) {
  const expiresAtEpochSeconds = Math.floor(Date.parse(answer.keptAt) / 1000) + ANSWER_KEPT_SECONDS;
  // The body as text, so that the same answer is the same bytes again.
  const Item = { ...keys.subscriptionAnswerKey(answer.scope), ...answer, ...(body !== undefined && { body: JSON.stringify(body) }), expiresAtEpochSeconds };
  return { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' };
}

export async function keepAnswer(table: DocumentTable, answer: KeptSubscriptionAnswer): Promise<void> {
  try {
    await table.client.send(new PutCommand(answerPut(table, answer)));
  } catch (error) {
    // The first answer stands.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

export async function readKeptAnswer({ client, tableName }: DocumentTable, scope: string): Promise<KeptSubscriptionAnswer | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: keys.subscriptionAnswerKey(scope), ConsistentRead: true }));
  if (Item === undefined) return undefined;
  const { body, secret, ...kept } = answerItem.parse(Item);
  const value: unknown = body === undefined ? undefined : JSON.parse(body);
  return { ...kept, body: value, ...(secret !== undefined && { secret }) };
}
