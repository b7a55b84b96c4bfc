import type { SectionReport } from '../report/bar.ts';
import { loadNow } from '../report/machine.ts';
import { markdownTable } from '../report/markdown-table.ts';
import type { BundleFigure } from './measure-bundles.ts';

const KILOBYTE = 1000;
const LARGEST_KILOBYTES = 600;
const LARGEST_HOT_KILOBYTES = 350;
/** Called again and again in a dossier's life. */
const HOT = new Set(['relay/relay-events', 'steps/decide-next', 'agency-work/answer-step', 'agency-work/read-step', 'intake/read-dossier', 'webhooks/deliver-webhook', 'intake/look-up-dossier', 'intake/list-my-dossiers']);

/** Bundles by size with their import times; the hot ones are marked. */
export function reportBundles(figures: readonly BundleFigure[], tries: number): SectionReport {
  const rows = figures.map(({ name, bytes, importMilliseconds }) => [name, HOT.has(name) ? 'hot' : '', bytes / KILOBYTE, importMilliseconds]);
  const body = [
    `Minified bundles without their wasm and policy files; import in a fresh process with nothing cached, median of ${String(tries)}. Load average ${loadNow()}.`,
    markdownTable(['function', '', 'kB', 'import ms'], rows),
  ];
  return {
    title: 'Bundles',
    body: body.join('\n\n'),
    bars: [bar('largest bundle', figures, LARGEST_KILOBYTES), bar('largest hot bundle', figures.filter(({ name }) => HOT.has(name)), LARGEST_HOT_KILOBYTES)],
  };
}

function bar(what: string, figures: readonly BundleFigure[], limit: number): SectionReport['bars'][number] {
  const largest = Math.max(0, ...figures.map(({ bytes }) => bytes)) / KILOBYTE;
  return { what, bar: `≤ ${String(limit)} kB`, measured: `${largest.toFixed(0)} kB`, isMet: largest <= limit };
}
