import { histogramOf, type Counts, type Distribution } from '#domain/figures/figure-row';
import type { ScoreboardRow } from '#domain/figures/figure-store';
import { casesIn, percentile } from '#domain/figures/log-histogram';

/** How long something took, in office minutes, within 5 %. */
interface Times {
  readonly cases: number;
  readonly medianMinutes?: number;
  readonly ninetiethMinutes?: number;
}

/** A line of the head's scoreboard: how an agency, or one of its procedures, stands now and what it did in the month. */
export interface ScoreboardLine {
  readonly agency: string;
  readonly procedureCode?: string;
  readonly now: {
    readonly openInTime: number;
    readonly openLate: number;
    readonly awaitingHandOver: number;
    readonly stepsInTime: number;
    readonly stepsAtRisk: number;
    readonly stepsLate: number;
  };
  readonly month: {
    readonly received: number;
    readonly settledEarly: number;
    readonly settledOnTime: number;
    readonly lateWithApology: number;
    readonly lateWithoutApology: number;
    readonly endedOtherwise: number;
    readonly stepsReceived: number;
    readonly stepsEarly: number;
    readonly stepsOnTime: number;
    readonly stepsLate: number;
  };
  /** Of the dossiers settled in the month: whose time it took; and of the steps the agency itself answered. */
  readonly times: { readonly agency: Times; readonly applicant: Times; readonly stopped: Times; readonly step: Times };
}

export function scoreboardLine({ agency, procedureCode, now, month }: ScoreboardRow): ScoreboardLine {
  const open = (name: string) => now[name] ?? 0;
  const done = (name: string) => month[name] ?? 0;
  return {
    agency,
    ...(procedureCode === undefined ? {} : { procedureCode }),
    now: {
      openInTime: open('openInTime'),
      openLate: open('openLate'),
      awaitingHandOver: open('awaitingHandOver'),
      stepsInTime: open('stepsOpenInTime'),
      stepsAtRisk: open('stepsOpenAtRisk'),
      stepsLate: open('stepsOpenLate'),
    },
    month: {
      received: done('received'),
      settledEarly: done('settledEarly'),
      settledOnTime: done('settledOnTime'),
      lateWithApology: done('lateWithApology'),
      lateWithoutApology: done('lateWithoutApology'),
      endedOtherwise: done('endedOtherwise'),
      stepsReceived: done('stepsReceived'),
      stepsEarly: done('stepsEarly'),
      stepsOnTime: done('stepsOnTime'),
      stepsLate: done('stepsLate'),
    },
    times: { agency: times(month, 'agency'), applicant: times(month, 'applicant'), stopped: times(month, 'stopped'), step: times(month, 'step') },
  };
}

/**
 * The fewest cases a public figure may be of: of one, two or three people in a commune everybody knows who they are. Our
 * rule, not law; smaller figures are left empty, and no sum is told from which one could be worked out.
 */
export const FEWEST_SHOWN = 5;

/** A line of the public scoreboard; `null` is a figure of fewer than `FEWEST_SHOWN` cases, none being 0. */
export interface PublicLine {
  readonly agency: string;
  readonly openLate: number | null;
  readonly received: number | null;
  readonly settledEarly: number | null;
  readonly settledOnTime: number | null;
  readonly settledLate: number | null;
  readonly medianMinutes: { readonly agency: number | null; readonly applicant: number | null; readonly stopped: number | null };
}

export function publicLine(row: ScoreboardRow): PublicLine {
  const { agency, now, month, times: took } = scoreboardLine(row);
  const median = ({ cases, medianMinutes }: Times) => (cases < FEWEST_SHOWN ? null : (medianMinutes ?? null));
  return {
    agency,
    openLate: shown(now.openLate),
    received: shown(month.received),
    settledEarly: shown(month.settledEarly),
    settledOnTime: shown(month.settledOnTime),
    settledLate: shown(month.lateWithApology + month.lateWithoutApology),
    medianMinutes: { agency: median(took.agency), applicant: median(took.applicant), stopped: median(took.stopped) },
  };
}

function shown(cases: number): number | null {
  return cases > 0 && cases < FEWEST_SHOWN ? null : cases;
}

function times(counts: Counts, distribution: Distribution): Times {
  const histogram = histogramOf(counts, distribution);
  const [median, ninetieth] = [percentile(histogram, 0.5), percentile(histogram, 0.9)];
  return {
    cases: casesIn(histogram),
    ...(median === undefined ? {} : { medianMinutes: Math.round(median) }),
    ...(ninetieth === undefined ? {} : { ninetiethMinutes: Math.round(ninetieth) }),
  };
}
