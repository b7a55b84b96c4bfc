import '../platform/quiet.ts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ATTENTION_SHARDS, type UncheckedPaper } from '#domain/dossiers/dossier-store';
import type { PaperKey } from '#domain/dossiers/paper-store';
import { Temporal } from '#domain/kernel/temporal';
import { scanAgain } from '#functions/papers/scan-again/scan-again';

const at = (time: string) => Temporal.Instant.from(`2026-11-26T${time}Z`);
const waiting = (paperId: string, since: string): UncheckedPaper => ({ dossierId: 'ds-1', paperId, receivedAt: at(since).toString({ fractionalSecondDigits: 3 }) });

let shards: Map<number, UncheckedPaper[]>;
let again: string[];
beforeEach(() => {
  shards = new Map();
  again = [];
});

/** As the index of attention answers: of one shard, what came before an instant. */
const store = { uncheckedPapers: (shard: number, before: string, limit: number) => Promise.resolve((shards.get(shard) ?? []).filter(({ receivedAt }) => receivedAt < before).slice(0, limit)) };
const run = (now: string, scan: (paper: PaperKey) => Promise<void> = async ({ paperId }) => void again.push(paperId)) => scanAgain({ store, intake: { scanAgain: scan } }, at(now));

describe('papers of which no verdict came', () => {
  it('are scanned again once they have waited ten minutes, from every shard; one that has just come is left alone', async () => {
    shards.set(0, [waiting('pp-1', '03:20:00')]);
    shards.set(ATTENTION_SHARDS - 1, [waiting('pp-2', '03:27:59'), waiting('pp-3', '03:35:00')]);
    expect(await run('03:38:00')).toEqual({ found: 2 });
    expect(again).toEqual(['pp-1', 'pp-2']);
  });

  it('that wait for more than an hour are asked about once an hour: the scanner itself is down then', async () => {
    shards.set(3, [waiting('pp-old', '01:00:00'), waiting('pp-new', '02:50:00')]);
    expect(await run('03:10:00')).toEqual({ found: 2 });
    expect(again).toEqual(['pp-new']);
    await run('04:04:00');
    expect(again).toEqual(['pp-new', 'pp-old', 'pp-new']);
  });

  it('are counted each time, also those that are not asked about, so that the alarm sees them', async () => {
    shards.set(1, [waiting('pp-old', '01:00:00')]);
    expect(await run('03:30:00')).toEqual({ found: 1 });
    expect(again).toEqual([]);
  });

  it('are not passed over when one of them cannot be laid down: the run fails, and the next begins anew', async () => {
    shards.set(2, [waiting('pp-1', '03:00:00')]);
    await expect(run('03:30:00', () => Promise.reject(new Error('S3 is away')))).rejects.toThrow('S3 is away');
  });

  it('of nobody: nothing is done', async () => {
    expect(await run('03:30:00')).toEqual({ found: 0 });
  });
});
