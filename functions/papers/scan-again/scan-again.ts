import type { PaperIntake } from '#domain/documents/paper-intake';
import { ATTENTION_SHARDS, type DossierStore, type UncheckedPaper } from '#domain/dossiers/dossier-store';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import { METRIC } from '#domain/notifications/metric-names';
import { logInfo } from '#functions/platform/logger';
import { countMetric } from '#functions/platform/metrics';

/** What a scan and a look are given before somebody asks. */
const PATIENCE = Temporal.Duration.from({ minutes: 10 });
/** A paper waits longer than this only when the scanner itself is down: asking it every five minutes would help nobody. */
const IMPATIENCE = Temporal.Duration.from({ hours: 1 });
const MINUTES_OF_THE_HOUR = 5;
const ROWS_A_SHARD = 50;

interface ScanAgainTools {
  readonly store: Pick<DossierStore, 'uncheckedPapers'>;
  readonly intake: Pick<PaperIntake, 'scanAgain'>;
}

/** Has papers looked at again of which no verdict came, and tells how many wait. Runs every five minutes. */
export async function scanAgain({ store, intake }: ScanAgainTools, now: Temporal.Instant): Promise<{ found: number }> {
  const before = toIso(now.subtract(PATIENCE));
  const found: UncheckedPaper[] = [];
  for (let shard = 0; shard < ATTENTION_SHARDS; shard += 1) found.push(...(await store.uncheckedPapers(shard, before, ROWS_A_SHARD)));
  const isFullHour = now.toZonedDateTimeISO('UTC').minute < MINUTES_OF_THE_HOUR;
  for (const paper of found) {
    if (!isFullHour && paper.receivedAt < toIso(now.subtract(IMPATIENCE))) continue;
    await intake.scanAgain(paper);
    logInfo('paper scanned again', { dossierId: paper.dossierId });
  }
  countMetric(METRIC.papersUnchecked, found.length);
  return { found: found.length };
}
