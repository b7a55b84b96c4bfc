import type { StatementSigner } from '#domain/documents/statement';
import type { TimestampAuthority } from '#domain/documents/timestamp-authority';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import { claimsOfDay } from '#domain/log/day-claims';
import { dayIndexKey, dayPageKey } from '#domain/log/day-files';
import { lastHeads, plantDay } from '#domain/log/day-tree';
import { dayAfter, daysBetween, lastDayToSeal } from '#domain/log/log-days';
import type { SealedDay } from '#domain/log/sealed-day';
import { METRIC } from '#domain/notifications/metric-names';
import { chainTools } from '#functions/platform/chain-tools';
import type { LogTools } from '#functions/platform/log-tools';
import { logFailure, logInfo } from '#functions/platform/logger';
import { countMetric } from '#functions/platform/metrics';

export interface SealTools extends LogTools {
  readonly signer: StatementSigner;
  readonly issuer: string;
  readonly timestamps?: TimestampAuthority;
}

const { sha256 } = chainTools;
/** Days that were missed are caught up a month at a time, and dated as far back. */
const DAYS_A_RUN = 31;
const PAGES_AT_ONCE = 8;

/**
 * Seals every day that is over, oldest first, each chained to the one before; a day without events too, so that a missing day
 * is a fault and nothing else. Comes every hour: what failed is done by the next run, and two at once agree on the first one's seal.
 */
export async function sealDays(tools: SealTools, now: Temporal.Instant): Promise<{ sealed: readonly string[] }> {
  const last = lastDayToSeal(now);
  await tools.log.keepKey(await tools.signer.publicKey());
  const [newest] = (await tools.log.days({ limit: 1 })).rows;
  const first = newest === undefined ? await tools.log.beginOn(last) : dayAfter(newest.day);
  const sealed: string[] = [];
  let previous = newest;
  for (let day = first; day <= last && sealed.length < DAYS_A_RUN; day = dayAfter(day)) {
    previous = await sealDay(tools, { day, previous, now });
    sealed.push(day);
  }
  countMetric(METRIC.logDaysUnsealed, previous === undefined ? 0 : Math.max(0, daysBetween(previous.day, last)));
  countMetric(METRIC.logDaysUndated, await dateDays(tools));
  return { sealed };
}

interface DayToSeal {
  readonly day: string;
  readonly previous: SealedDay | undefined;
  readonly now: Temporal.Instant;
}

async function sealDay({ log, vault, signer, issuer }: SealTools, { day, previous, now }: DayToSeal): Promise<SealedDay> {
  const heads = lastHeads();
  for await (const notes of log.notes(day)) heads.add(notes);
  const { index, pages } = plantDay(sha256, day, heads.inOrder());
  // The leaves first: a day that is sealed can be proven.
  for (let from = 0; from < pages.length; from += PAGES_AT_ONCE) {
    await Promise.all(pages.slice(from, from + PAGES_AT_ONCE).map((page, at) => vault.putOnce(jsonFile(dayPageKey(index, from + at), page))));
  }
  await vault.putOnce(jsonFile(dayIndexKey(index), index));
  const sealedAt = toIso(now);
  const statement = await signer.sign({ ...claimsOfDay(index, previous, { issuer, sealedAt, sha256 }) });
  const kept = await log.keepDay({ day, size: index.size, root: index.root, statement, sealedAt });
  logInfo('day sealed', { count: kept.size });
  return kept;
}

function jsonFile(key: string, content: unknown) {
  return { key, bytes: new TextEncoder().encode(JSON.stringify(content)), contentType: 'application/json' };
}

/** Has the newest days dated that are not, and tells how many are still left; an authority that is down keeps nothing waiting. */
async function dateDays({ log, timestamps }: SealTools): Promise<number> {
  if (timestamps === undefined) return 0;
  const undated = (await log.days({ limit: DAYS_A_RUN })).rows.filter(({ timestamp }) => timestamp === undefined).toReversed();
  for (const [done, { day, statement }] of undated.entries()) {
    try {
      const token = await timestamps.timestamp(sha256(new TextEncoder().encode(statement)));
      await log.keepTimestamp(day, Buffer.from(token).toString('base64'));
    } catch (error) {
      logFailure('day not dated', error, { count: undated.length - done });
      return undated.length - done;
    }
  }
  return 0;
}
