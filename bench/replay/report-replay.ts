import type { SectionReport } from '../report/bar.ts';
import { loadNow } from '../report/machine.ts';
import { markdownTable } from '../report/markdown-table.ts';
import type { ReplayFigure } from './measure-replay.ts';

/** How long a new calendar takes over open dossiers, and that coming by again moves nothing. */
export function reportReplay(figures: readonly ReplayFigure[]): SectionReport {
  const rows = figures.map((figure) => [
    figure.what, figure.dossiers, figure.pages, figure.dossiersMoving, figure.datesMoving, figure.seconds, figure.dossiers / figure.seconds, figure.cpuSeconds, Math.round(figure.peakMegabytes),
  ]);
  const [preview, applied, again] = [figureOf(figures, 'preview'), figureOf(figures, 'apply'), figureOf(figures, 'apply again')];
  return {
    title: 'Calendar replay',
    body: [
      `A swap of rest days eight days ahead over open dossiers in the embedded store, eight shards of the census at a time as in the machine, in one process. Each dossier that moves is one event and one transaction. Streams and machines stand still. Load average ${loadNow()}.`,
      markdownTable(['what', 'open dossiers', 'pages', 'dossiers moving', 'dates moving', 'wall seconds', 'dossiers a second', 'CPU seconds', 'peak MB'], rows),
    ].join('\n\n'),
    bars: [
      {
        what: `replay over ${applied.dossiers.toLocaleString('en-US')} open dossiers`,
        bar: 'what the preview found moves once, nothing twice',
        measured: `${String(preview.dossiersMoving)} found, ${String(applied.dossiersMoving)} moved in ${applied.seconds.toFixed(1)} s, ${String(again.dossiersMoving)} again`,
        isMet: preview.dossiersMoving === applied.dossiersMoving && again.dossiersMoving === 0,
      },
    ],
  };
}

function figureOf(figures: readonly ReplayFigure[], what: ReplayFigure['what']): ReplayFigure {
  const found = figures.find((figure) => figure.what === what);
  if (found === undefined) throw new Error(`The replay was not measured: ${what}`);
  return found;
}
