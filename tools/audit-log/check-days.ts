import { createHash } from 'node:crypto';
import { compactVerify, importJWK } from 'jose';
import type { StatementKey } from '#domain/documents/statement';
import type { Vault } from '#domain/documents/vault';
import type { Temporal } from '#domain/kernel/temporal';
import { dayIndexKey, dayPageKey } from '#domain/log/day-files';
import { dayIndex, headsOf, leafPage, plantDay } from '#domain/log/day-tree';
import { dayAfter, dayBefore, lastDayToSeal } from '#domain/log/log-days';
import type { LogStore } from '#domain/log/log-store';
import { type DayClaims, dayClaims, type NotedHead, type SealedDay } from '#domain/log/sealed-day';
import { chainTools } from '#functions/platform/chain-tools';
import { readJson } from '#functions/platform/find-leaf';
import type { Break } from './findings.ts';

export interface DaysToCheck {
  readonly log: Pick<LogStore, 'days' | 'keys'>;
  readonly vault: Pick<Vault, 'read'>;
  readonly now: Temporal.Instant;
  /** Days as they were published once, kept where nobody of us can reach: what is written anew, signature and all, differs from them. */
  readonly published: readonly SealedDay[];
}

export interface CheckedDays {
  readonly breaks: readonly Break[];
  readonly days: number;
  readonly lastDay: string | undefined;
}

/** Checks every sealed day from the first to the last and gives their leaves to whoever compares them with the dossiers. */
export async function checkDays(source: DaysToCheck, onLeaf: (day: string, head: NotedHead) => void): Promise<CheckedDays> {
  const days = await allDays(source.log);
  const keys = await source.log.keys();
  const breaks: Break[] = missingDays(days, source);
  let before: SealedDay | undefined;
  for (const day of days) {
    breaks.push(...(await checkStatement(day, before, keys)), ...(await checkLeaves(day, source.vault, onLeaf)));
    before = day;
  }
  return { breaks, days: days.length, lastDay: before?.day };
}

/** Oldest first. */
async function allDays(log: DaysToCheck['log']): Promise<SealedDay[]> {
  const days: SealedDay[] = [];
  let cursor: string | undefined;
  do {
    const page = await log.days({ limit: 100, ...(cursor === undefined ? {} : { cursor }) });
    days.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return days.toReversed();
}

function missingDays(days: readonly SealedDay[], { now, published }: DaysToCheck): Break[] {
  const due = dayBefore(lastDayToSeal(now));
  const newest = days.at(-1)?.day;
  const late: Break[] = newest !== undefined && newest < due ? [{ what: 'day-missing', day: dayAfter(newest), says: 'it is over and not sealed' }] : [];
  const gaps = days.slice(1).flatMap(({ day }, index): Break[] => {
    const expected = dayAfter(days[index]?.day ?? day);
    return expected === day ? [] : [{ what: 'day-missing', day: expected, says: `the log goes on with ${day}` }];
  });
  const changed = published.flatMap((kept): Break[] => {
    const sealed = days.find(({ day }) => day === kept.day);
    return sealed?.statement === kept.statement ? [] : [{ what: 'not-as-published', day: kept.day, says: 'the day was published with another statement' }];
  });
  return [...gaps, ...late, ...changed];
}

async function checkStatement(day: SealedDay, before: SealedDay | undefined, keys: readonly StatementKey[]): Promise<Break[]> {
  try {
    const claims = await signedClaims(day, keys);
    if (claims.day !== day.day || claims.root !== day.root || claims.size !== day.size) return [{ what: 'day-not-as-signed', day: day.day, says: 'day, root or size are not those that were signed' }];
    return isBehind(claims, before) ? [] : [{ what: 'days-not-chained', day: day.day, says: 'it was signed behind another day than the one before it' }];
  } catch (error) {
    return [{ what: 'day-not-as-signed', day: day.day, says: error instanceof Error ? error.message : 'its signature does not hold' }];
  }
}

/** @throws Error when the signature does not hold or its key is unknown */
async function signedClaims({ statement }: SealedDay, keys: readonly StatementKey[]): Promise<DayClaims> {
  const keyOf = async ({ kid }: { kid?: string }) => {
    const key = keys.find((each) => each.kid === kid);
    if (key === undefined) throw new Error('signed with an unknown key');
    return importJWK({ ...key });
  };
  const { payload } = await compactVerify(statement, keyOf, { algorithms: ['ES256'] });
  return dayClaims.parse(JSON.parse(new TextDecoder().decode(payload)));
}

function isBehind({ previous }: DayClaims, before: SealedDay | undefined): boolean {
  if (before === undefined || previous === undefined) return before === undefined && previous === undefined;
  return previous.root === before.root && previous.statementSha256 === createHash('sha256').update(before.statement).digest('hex');
}

async function checkLeaves(day: SealedDay, vault: Pick<Vault, 'read'>, onLeaf: (day: string, head: NotedHead) => void): Promise<Break[]> {
  try {
    const { pages } = dayIndex.parse(await readJson(vault, dayIndexKey(day)));
    const heads: NotedHead[] = [];
    for (const page of pages.keys()) heads.push(...headsOf(leafPage.parse(await readJson(vault, dayPageKey(day, page)))));
    const { index } = plantDay(chainTools.sha256, day.day, heads);
    if (index.root !== day.root || heads.length !== day.size) return [{ what: 'leaves-differ', day: day.day, says: `the leaves give ${index.root.slice(0, 16)}…, signed is ${day.root.slice(0, 16)}…` }];
    for (const head of heads) onLeaf(day.day, head);
    return [];
  } catch (error) {
    return [{ what: 'leaves-differ', day: day.day, says: error instanceof Error ? error.message : 'unreadable' }];
  }
}
