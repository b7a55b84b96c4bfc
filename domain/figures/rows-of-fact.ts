import { placeOf } from '#domain/agencies/place-of';
import type { Fact } from '#domain/figures/fact';
import { bucketCounter, type Counts, type Distribution, type FigureRow } from '#domain/figures/figure-row';
import { bucketOf } from '#domain/figures/log-histogram';
import { monthOf } from '#domain/figures/time-buckets';

/** What one fact adds to one row. */
export interface Addition {
  readonly row: FigureRow;
  readonly counts: Counts;
}

/** The rows a fact of a dossier of this procedure belongs to, and what it adds to each: four rows at most. */
export function rowsOfFact(fact: Fact, procedureCode: string): Addition[] {
  const at: Where = { place: placeOf(fact.agency), agency: fact.agency, procedureCode };
  switch (fact.what) {
    case 'received':
      return [...flow(at, fact.day, { received: 1 }), ...level(at, { dossiersEver: 1 })];
    case 'open':
      return level(at, fact.state === 'late' ? { openLate: 1 } : { openInTime: 1 });
    case 'awaiting-hand-over':
      return level(at, { awaitingHandOver: 1 });
    case 'consultation-open':
      return level(at, { consultationsOpen: 1 });
    case 'settled':
      return settled(at, fact);
    case 'ended-otherwise':
      return flow(at, fact.day, { endedOtherwise: 1 });
    case 'step-received':
      return [...flow(at, fact.day, { stepsReceived: 1 }), ...level(at, { stepsEver: 1 })];
    case 'step-open':
      return [...level(at, STEP_OPEN[fact.state]), ...waiting(at.place, fact.hour)];
    case 'step-answered':
      return flow(at, fact.day, { ...STEP_ANSWERED[fact.punctuality], ...oneCase('step', fact.agencyMinutes) });
    case 'promise':
      return [{ row: { kind: 'promises', place: at.place, from: fact.from }, counts: fact.state === 'kept' ? { kept: 1 } : { broken: 1 } }];
  }
}

const STEP_OPEN = { 'in-time': { stepsOpenInTime: 1 }, 'at-risk': { stepsOpenAtRisk: 1 }, late: { stepsOpenLate: 1 } } as const;
const STEP_ANSWERED = { early: { stepsEarly: 1 }, 'on-time': { stepsOnTime: 1 }, late: { stepsLate: 1 } } as const;
const SETTLED = {
  early: { settledEarly: 1 },
  'on-time': { settledOnTime: 1 },
  'late-with-apology': { lateWithApology: 1 },
  'late-without-apology': { lateWithoutApology: 1 },
} as const;

interface Where {
  readonly place: string;
  readonly agency: string;
  readonly procedureCode: string;
}

function waiting(place: string, hour: string | undefined): Addition[] {
  if (hour === undefined) return [];
  const [day = '', ofDay = ''] = hour.split('T');
  return [{ row: { kind: 'waiting', place, day }, counts: { [ofDay]: 1 } }];
}

/** How things stand. Lists go by these rows: `dossiersEver` and `stepsEver` see to it that whoever has figures of a month has one. */
function level({ place, agency, procedureCode }: Where, counts: Counts): Addition[] {
  return [
    { row: { kind: 'now', place, agency }, counts },
    { row: { kind: 'now', place, agency, procedureCode }, counts },
  ];
}

function flow({ place, agency, procedureCode }: Where, day: string, counts: Counts): Addition[] {
  const month = monthOf(day);
  return [
    { row: { kind: 'month', month, place, agency }, counts },
    { row: { kind: 'month', month, place, agency, procedureCode }, counts },
  ];
}

function settled(at: Where, { day, punctuality, agencyMinutes, applicantMinutes, stoppedMinutes }: Extract<Fact, { what: 'settled' }>): Addition[] {
  const { place, agency, procedureCode } = at;
  const isInTime = punctuality === 'early' || punctuality === 'on-time';
  const times = { ...oneCase('agency', agencyMinutes), ...oneCase('applicant', applicantMinutes), ...oneCase('stopped', stoppedMinutes) };
  return [
    ...flow(at, day, { ...SETTLED[punctuality], ...times }),
    { row: { kind: 'day', day, agency, procedureCode }, counts: oneCase('elapsed', agencyMinutes + applicantMinutes + stoppedMinutes) },
    { row: { kind: 'settled', place, day }, counts: isInTime ? { inTime: 1 } : { late: 1 } },
  ];
}

function oneCase(distribution: Distribution, minutes: number): Counts {
  return { [bucketCounter(distribution, bucketOf(minutes))]: 1 };
}
