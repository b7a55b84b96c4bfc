import * as z from 'zod';
import { histogramOf, type Counts, type Distribution } from '#domain/figures/figure-row';
import type { ScoreboardRow } from '#domain/figures/figure-store';
import { casesIn, percentile } from '#domain/figures/log-histogram';

const count = z.number().int().nonnegative();

/** How long something took, in office minutes, within 5 %. */
const shownTimes = z
  .object({ cases: count, medianMinutes: count.exactOptional(), ninetiethMinutes: count.exactOptional() })
  .strict()
  .meta({ id: 'Times', description: 'How long something took, in office minutes, within 5 %; absent where there was no case.' });
type Times = z.infer<typeof shownTimes>;

/** A line of the head's scoreboard: how an agency, or one of its procedures, stands now and what it did in the month. */
export const shownScoreboardLine = z
  .object({
    agency: z.string().max(35),
    procedureCode: z.string().max(40).exactOptional(),
    now: z.object({ openInTime: count, openLate: count, awaitingHandOver: count, stepsInTime: count, stepsAtRisk: count, stepsLate: count }).strict(),
    month: z
      .object({
        received: count,
        settledEarly: count,
        settledOnTime: count,
        lateWithApology: count,
        lateWithoutApology: count,
        endedOtherwise: count,
        stepsReceived: count,
        stepsEarly: count,
        stepsOnTime: count,
        stepsLate: count,
      })
      .strict(),
    times: z
      .object({ agency: shownTimes, applicant: shownTimes, stopped: shownTimes, step: shownTimes })
      .strict()
      .meta({ description: 'Of the dossiers settled in the month: whose time it took; and of the steps the agency itself answered.' }),
  })
  .strict()
  .meta({ id: 'ScoreboardLine' });
export type ScoreboardLine = z.infer<typeof shownScoreboardLine>;

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

const shownCount = count.nullable();

/** A line of the public scoreboard; `null` is a figure of fewer than `FEWEST_SHOWN` cases, none being 0. */
export const shownPublicLine = z
  .object({
    agency: z.string().max(35),
    openLate: shownCount,
    received: shownCount,
    settledEarly: shownCount,
    settledOnTime: shownCount,
    settledLate: shownCount,
    medianMinutes: z.object({ agency: shownCount, applicant: shownCount, stopped: shownCount }).strict(),
  })
  .strict()
  .meta({ id: 'PublicScoreboardLine', description: 'How one agency keeps its promises; `null` is a figure of too few cases to be shown.' });
export type PublicLine = z.infer<typeof shownPublicLine>;

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
