import { BatchGetCommand, GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { agency, type Agency, type Place } from '#domain/agencies/agency';
import type { AgencyStore } from '#domain/agencies/agency-store';
import { documentTable, type DocumentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/register-keys';

const agencyItem = z.object({ agency });
const servingItem = z.object({ agencyCode: z.string() });

/** DynamoDB takes so many items in one transaction and gives so many in one batch. */
const MAX_ITEMS = 100;

/** The register of agencies, and whom they serve. */
export function createDynamoAgencyStore(access: TableAccess): AgencyStore {
  const table = documentTable(access);
  return {
    register: (registered) => register(table, registered),
    find: (code) => find(table, code),
    serving: (place) => serving(table, place),
  };
}

/** The places first and the agency last: an interrupted registration is finished by the next one. */
async function register(table: DocumentTable, registered: Agency): Promise<void> {
  const { client, tableName: TableName } = table;
  const served = new Set((await find(table, registered.code))?.serves);
  const rows = registered.serves
    .filter((place) => !served.has(place))
    .map((place) => ({ Put: { TableName, Item: { ...keys.servingKey(place, registered.code), agencyCode: registered.code } } }));
  for (const TransactItems of chunks(rows, MAX_ITEMS)) await client.send(new TransactWriteCommand({ TransactItems }));
  await client.send(new PutCommand({ TableName, Item: { ...keys.agencyKey(registered.code), agency: registered } }));
}

async function find({ client, tableName }: DocumentTable, code: string): Promise<Agency | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: keys.agencyKey(code), ConsistentRead: true }));
  return Item === undefined ? undefined : agencyItem.parse(Item).agency;
}

async function serving(table: DocumentTable, { commune, province }: Place): Promise<Agency[]> {
  const codes = await Promise.all([...new Set([commune, province])].map((place) => codesServing(table, place)));
  const found = await Promise.all(chunks([...new Set(codes.flat())], MAX_ITEMS).map((some) => findAll(table, some)));
  return found
    .flat()
    .filter(({ serves }) => serves.includes(commune) || serves.includes(province))
    .toSorted((left, right) => (left.code < right.code ? -1 : 1));
}

async function codesServing({ client, tableName }: DocumentTable, place: string): Promise<string[]> {
  const { Items } = await client.send(
    new QueryCommand({ TableName: tableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': keys.placePk(place) } }),
  );
  return (Items ?? []).map((item) => servingItem.parse(item).agencyCode);
}

async function findAll({ client, tableName }: DocumentTable, codes: readonly string[]): Promise<Agency[]> {
  const found: Agency[] = [];
  let wanted: Record<string, unknown>[] = codes.map((code) => ({ ...keys.agencyKey(code) }));
  while (wanted.length > 0) {
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetCommand({ RequestItems: { [tableName]: { Keys: wanted } } }));
    found.push(...(Responses?.[tableName] ?? []).map((item) => agencyItem.parse(item).agency));
    wanted = UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return found;
}

function chunks<Value>(values: readonly Value[], size: number): Value[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_none, index) => values.slice(index * size, (index + 1) * size));
}
