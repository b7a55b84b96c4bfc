import * as z from 'zod';
import { histogramOf, sumOfCounts, type Counts } from '#domain/figures/figure-row';
import { RECENT_DAYS, type FigureStore, type PromiseCount } from '#domain/figures/figure-store';
import { daysBefore } from '#domain/figures/time-buckets';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/figure-keys';
import { queryAll } from '#functions/adapters/dynamodb/query-pages';

const keyed = z.looseObject({ sk: z.string() });
const NOT_COUNTERS: ReadonlySet<string> = new Set(['pk', 'sk', 'expiresAtEpochSeconds']);

/** The counters of a row; those that came to nothing are left out. */
export function countsOf(item: object): Counts {
  const counters = Object.entries(item).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] !== 0);
  return Object.fromEntries(counters.filter(([name]) => !NOT_COUNTERS.has(name)));
}

interface Range {
  readonly pk: string;
  readonly from?: string;
  readonly to?: string;
}

interface Row {
  readonly sk: string;
  readonly counts: Counts;
}

/** All rows of a range in order; ranges are of days or agencies of one place, so few that a page or two hold them. */
async function rowsIn(table: DocumentTable, { pk, from = ' ', to = '~' }: Range): Promise<Row[]> {
  const items = await queryAll(table, { KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to', ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to } });
  return items.map((item) => {
    const row = keyed.parse(item);
    return { sk: row.sk, counts: countsOf(row) };
  });
}

function total(rows: readonly Row[]): Counts {
  return rows.reduce<Counts>((sum, { counts }) => sumOfCounts(sum, counts), {});
}

export async function readOpenWork(table: DocumentTable, generation: number, place: string): Promise<Counts> {
  return total(await rowsIn(table, { pk: keys.nowPk(generation, place, 'agency') }));
}

export async function readPromises(table: DocumentTable, generation: number, { place, from, to }: { readonly place: string; readonly from: string; readonly to: string }): Promise<PromiseCount[]> {
  const rows = await rowsIn(table, { pk: keys.placePk(generation, 'promises', place), from, to });
  const promises = rows.map(({ sk, counts }) => ({ from: sk, kept: counts['kept'] ?? 0, broken: counts['broken'] ?? 0 }));
  return promises.filter(({ kept, broken }) => kept + broken > 0);
}

export async function readSettlements(table: DocumentTable, generation: number, { place, from, to }: { readonly place: string; readonly from: string; readonly to: string }): ReturnType<FigureStore['settlements']> {
  const { inTime = 0, late = 0 } = total(await rowsIn(table, { pk: keys.placePk(generation, 'settled', place), from, to }));
  return { inTime, late };
}

export async function readOldestWaiting(table: DocumentTable, generation: number, place: string): Promise<string | undefined> {
  const days = await rowsIn(table, { pk: keys.placePk(generation, 'waiting', place) });
  return days.flatMap(({ sk, counts }) => Object.entries(counts).flatMap(([hour, steps]) => (steps > 0 ? [`${sk}T${hour}`] : []))).toSorted()[0];
}

export async function readRecentDurations(table: DocumentTable, generation: number, { agency, procedureCode, day }: { readonly agency: string; readonly procedureCode: string; readonly day: string }): ReturnType<FigureStore['recentDurations']> {
  const days = await rowsIn(table, { pk: keys.daysPk(generation, agency, procedureCode), from: daysBefore(day, RECENT_DAYS - 1), to: day });
  return histogramOf(total(days), 'elapsed');
}
