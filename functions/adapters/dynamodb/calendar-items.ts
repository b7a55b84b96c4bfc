import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { shippedCalendarBook, type CalendarFacts } from '#domain/deadlines/calendar-book';
import { calendarFacts } from '#domain/deadlines/calendar-facts';
import { calendarProposal, replayCounts, type CalendarProposal } from '#domain/deadlines/calendar-proposal';
import type { InForce, ShardProgress } from '#domain/deadlines/calendar-register';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import type { ItemKey } from '#functions/adapters/dynamodb/dossier-keys';
import * as keys from '#functions/adapters/dynamodb/register-keys';

const inForceItem = z.object({ edition: z.number().default(0), succeededBy: z.number().optional() });
const factsItem = z.object({ facts: z.string() });
const proposalItem = z.object({ proposal: calendarProposal });
const requestItem = z.object({ edition: z.number(), requestHash: z.string() });
const waitItem = z.object({ wait: z.object({ token: z.string() }).optional() });
const progressItem = z.object({ shard: z.number(), cursor: z.string().optional(), pages: z.number(), isDone: z.boolean(), counts: replayCounts });

/** Edition 0 is in force until the cell has published one. */
export async function readInForce(table: DocumentTable): Promise<InForce> {
  const { edition, succeededBy } = inForceItem.parse((await readItem(table, keys.inForceKey)) ?? {});
  return { edition, ...(succeededBy !== undefined && { succeededBy }) };
}

/** @throws ZodError when the register holds what is no calendar */
export async function readFacts(table: DocumentTable, edition: number): Promise<CalendarFacts | undefined> {
  if (edition === 0) return shippedCalendarBook().facts;
  const item = await readItem(table, keys.calendarFactsKey(edition));
  return item === undefined ? undefined : calendarFacts.parse(JSON.parse(factsItem.parse(item).facts));
}

export async function readProposal(table: DocumentTable, edition: number): Promise<CalendarProposal | undefined> {
  const item = await readItem(table, keys.editionKey(edition));
  return item === undefined ? undefined : proposalIn(item);
}

/** Which edition the request under this idempotency scope was answered with. */
export async function readAnswered(table: DocumentTable, scope: string): Promise<z.infer<typeof requestItem> | undefined> {
  const item = await readItem(table, keys.proposalRequestKey(scope));
  return item === undefined ? undefined : requestItem.parse(item);
}

export async function readWaitToken(table: DocumentTable, edition: number): Promise<string | undefined> {
  return waitItem.parse((await readItem(table, keys.editionKey(edition))) ?? {}).wait?.token;
}

export function proposalIn(item: unknown): CalendarProposal {
  return proposalItem.parse(item).proposal;
}

export function progressIn(item: unknown): ShardProgress {
  const { cursor, ...rest } = progressItem.parse(item);
  return { ...rest, ...(cursor !== undefined && { cursor }) };
}

async function readItem({ client, tableName }: DocumentTable, Key: ItemKey): Promise<unknown> {
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
  return Item;
}
