import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import type { ItemKey } from '#functions/adapters/dynamodb/dossier-keys';

interface Job {
  readonly version: number;
  readonly expiresAt: string;
}

const jobItem = z.object({ job: z.string() });

/**
 * Writes a job's item on a condition; false when the condition does not hold.
 * @param place its key, and its place in an index when it is listed
 */
export async function putJob({ client, tableName }: DocumentTable, place: ItemKey, job: Job): Promise<boolean> {
  const isFirst = job.version === 1;
  try {
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: jobAttributes(place, job),
        ...(isFirst
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : { ConditionExpression: '#version = :before', ExpressionAttributeNames: { '#version': 'version' }, ExpressionAttributeValues: { ':before': job.version - 1 } }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** The item of a job: as text, since it is read only whole, with its version beside it, which guards the next write. */
export function jobAttributes(place: ItemKey, job: Job): Record<string, unknown> {
  return { ...place, job: JSON.stringify(job), version: job.version, expiresAtEpochSeconds: epochSeconds(job.expiresAt) };
}

export async function getJob<Read>({ client, tableName }: DocumentTable, Key: ItemKey, schema: z.ZodType<Read>): Promise<Read | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
  return Item === undefined ? undefined : readJob(Item, schema);
}

export function readJob<Read>(item: unknown, schema: z.ZodType<Read>): Read {
  const text: unknown = JSON.parse(jobItem.parse(item).job);
  return schema.parse(text);
}

export function epochSeconds(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000);
}
