import type { SectionReport } from '../report/bar.ts';
import { markdownTable } from '../report/markdown-table.ts';
import { percentile } from '../report/percentile.ts';
import type { NoiseRun, WebhookMeasurement } from './measure-webhooks.ts';

/** Two runs of the same load on a machine that does other things too differ by this share, or by so many milliseconds, without any reason of ours. */
const NOISE_SHARE = 0.3;
const NOISE_MILLISECONDS = 30;

/** How soon an endpoint learns of an event, what bad neighbours do to it, and what an outage leaves behind. */
export function reportWebhooks({ latencies, noise, outage }: WebhookMeasurement): SectionReport {
  const rows = noise.map(({ what, healthy, expected, load }) => [what, expected, percentile(healthy, 0.5), percentile(healthy, 0.95), percentile(healthy, 0.99), load]);
  const [quiet, noisy] = noise.map(p95);
  const isWithinNoise = quiet !== undefined && noisy !== undefined && noisy <= Math.max(quiet * (1 + NOISE_SHARE), quiet + NOISE_MILLISECONDS);
  const isWhole = outage.lost + outage.foreignIds + outage.outOfOrder === 0;
  return {
    title: 'Webhooks',
    body: [
      `From the instant the record gave a step's opening to each of five endpoints that are told of it, over stream, relay, feed, queue and worker; ${latencies.length} messages of real dossiers, one dossier at a time.`,
      markdownTable(['messages', 'p50 ms', 'p95 ms'], [[latencies.length, percentile(latencies, 0.5), percentile(latencies, 0.95)]]),
      'Ten agencies with five endpoints each are told of events at an even pace, first with all fifty healthy, then with five that hang up and five that take 5 seconds. Times are of the same 40 healthy endpoints, from the telling.',
      markdownTable(['endpoints', 'messages', 'p50 ms', 'p95 ms', 'p99 ms', 'load'], rows),
      'One endpoint hangs up for 300 seconds of the cell’s clock while its events go on.',
      markdownTable(
        ['events', 'tries while it was out', 'lost', 'taken again, same id', 'other ids', 'out of order', 'noticed after, s of the cell', 'drained in, s'],
        [[outage.events, outage.triesWhileOut, outage.lost, outage.repeated, outage.foreignIds, outage.outOfOrder, outage.secondsToNotice, outage.drainSeconds]],
      ),
    ].join('\n\n'),
    bars: [
      { what: 'webhooks: p95 of healthy endpoints beside 5 dead and 5 slow ones', bar: `as without them, within ${String(NOISE_SHARE * 100)} % or ${String(NOISE_MILLISECONDS)} ms`, measured: `${(noisy ?? 0).toFixed(0)} ms, ${(quiet ?? 0).toFixed(0)} ms without`, isMet: isWithinNoise },
      { what: 'webhooks: an outage of 300 s', bar: 'none lost, one id for each event, in order within a dossier', measured: `${String(outage.lost)} lost, ${String(outage.foreignIds)} other ids, ${String(outage.outOfOrder)} out of order, drained in ${outage.drainSeconds.toFixed(1)} s`, isMet: isWhole },
    ],
  };
}

function p95({ healthy }: NoiseRun): number {
  return percentile(healthy, 0.95);
}
