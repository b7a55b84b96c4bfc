import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { chooseInForce } from '#domain/procedures/in-force';
import type { ProcedureDefinition } from '#domain/procedures/procedure';
import { procedureSummary, type ProcedureStore, type ProcedureSummary } from '#domain/procedures/procedure-store';
import type { Temporal } from '#domain/kernel/temporal';
import { decodeCursor, encodeCursor, malformedCursor } from '#functions/adapters/dynamodb/cursor';
import { documentTable, type DocumentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import { createExpiringCache } from '#functions/adapters/dynamodb/expiring-cache';
import { itemsUnder } from '#functions/adapters/dynamodb/items-under';
import { publishVersion, readVersion } from '#functions/adapters/dynamodb/publish-procedure-version';
import * as keys from '#functions/adapters/dynamodb/register-keys';

const windowItem = z.object({
  version: z.number(),
  status: z.enum(['published', 'withdrawn']),
  effective: z.object({ from: z.string(), until: z.string().optional() }).transform(({ from, until }) => ({ from, ...(until === undefined ? {} : { until }) })),
});
const newestItem = z.object({ summary: procedureSummary });

type Window = z.infer<typeof windowItem>;

const WINDOWS_KEPT_MILLISECONDS = 60 * 1000;
/** About 30 KB each at most: room for what one function sees between two deployments. */
const MAX_CACHED = 500;
const PROCEDURE_CODE = /^\d\.\d{6}(\.[0-9A-Z.]+)?$/;

interface ProcedureAccess extends TableAccess {
  readonly now: () => Temporal.Instant;
}

/** The register of procedures. A version never changes and is read once; which one is in force is asked again once a minute. */
export function createDynamoProcedureStore({ now, ...access }: ProcedureAccess): ProcedureStore {
  const table = documentTable(access);
  const nowMilliseconds = () => now().epochMilliseconds;
  const versions = createExpiringCache<ProcedureDefinition>({ maxEntries: MAX_CACHED, keptMilliseconds: Infinity, nowMilliseconds });
  const windows = createExpiringCache<readonly Window[]>({ maxEntries: MAX_CACHED, keptMilliseconds: WINDOWS_KEPT_MILLISECONDS, nowMilliseconds });

  const version = async (code: string, number: number) => {
    const key = `${code}#${number}`;
    const found = versions.get(key) ?? (await readVersion(table, code, number));
    if (found !== undefined) versions.set(key, found);
    return found;
  };
  const windowsOf = async (code: string) => {
    const known = windows.get(code);
    if (known !== undefined) return known;
    const read = await readWindows(table, code);
    // A procedure nobody has published yet may be published the next moment.
    if (read.length > 0) windows.set(code, read);
    return read;
  };
  return {
    async publish(definition) {
      const outcome = await publishVersion(table, definition);
      windows.delete(definition.code);
      return outcome;
    },
    version,
    async inForce(code, day) {
      const governing = chooseInForce(await windowsOf(code), day);
      return governing === undefined ? undefined : version(code, governing.version);
    },
    list: (page) => listNewest(table, page),
  };
}

async function readWindows(table: DocumentTable, code: string): Promise<Window[]> {
  return (await itemsUnder(table, keys.procedurePk(code), keys.WINDOWS)).map((item) => windowItem.parse(item));
}

interface ListedPage {
  readonly rows: readonly ProcedureSummary[];
  readonly cursor?: string;
}

async function listNewest({ client, tableName }: DocumentTable, page: { readonly limit: number; readonly cursor?: string }): Promise<ListedPage> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: 'listing',
      KeyConditionExpression: 'listingPk = :list',
      ExpressionAttributeValues: { ':list': keys.PROCEDURE_LISTING },
      // One more than asked for tells the last page without a count.
      Limit: page.limit + 1,
      ...(page.cursor === undefined ? {} : { ExclusiveStartKey: listStart(page.cursor) }),
    }),
  );
  const rows = Items.slice(0, page.limit).map((item) => newestItem.parse(item).summary);
  const last = rows.at(-1);
  const hasMore = Items.length > page.limit || LastEvaluatedKey !== undefined;
  return { rows, ...(hasMore && last !== undefined ? { cursor: encodeCursor(last.code) } : {}) };
}

function listStart(cursor: string): Record<string, string> {
  const code = decodeCursor(cursor);
  if (!PROCEDURE_CODE.test(code)) throw malformedCursor();
  return { ...keys.newestKey(code), listingPk: keys.PROCEDURE_LISTING, listingSk: code };
}
