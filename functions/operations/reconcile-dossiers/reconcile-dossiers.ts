import { ATTENTION_SHARDS, type AttentionRow } from '#domain/dossiers/dossier-store';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import { METRIC } from '#domain/notifications/metric-names';
import { countMetric } from '#functions/platform/metrics';
import { logInfo } from '#functions/platform/logger';
import type { RelayTools } from '#functions/platform/relay-dossier';
import { rehydrate } from '#functions/platform/rehydrate';

/** What a relay or a machine is given to do its work by itself before the reconciler steps in. */
const PATIENCE = Temporal.Duration.from({ minutes: 5 });
const ROWS_A_SHARD = 50;

/**
 * Finds dossiers that nobody looked after: an event no relay has passed on, or a checkpoint no machine has met
 * (D1, D3). Each is relayed again and given a machine. Runs every five minutes; that it ran is itself measured.
 */
export async function reconcileDossiers(tools: RelayTools, now: Temporal.Instant): Promise<{ found: number }> {
  const before = toIso(now.subtract(PATIENCE));
  const found: AttentionRow[] = [];
  for (let shard = 0; shard < ATTENTION_SHARDS; shard += 1) found.push(...(await tools.store.needingAttention(shard, before, ROWS_A_SHARD)));
  for (const row of found) {
    await rehydrate(tools, row.dossierId, now);
    logInfo('reconciled', { dossierId: row.dossierId });
  }
  countMetric(METRIC.reconcilerRun);
  countMetric(METRIC.reconcilerFindings, found.length);
  return { found: found.length };
}
