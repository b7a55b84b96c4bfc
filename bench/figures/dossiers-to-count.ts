import type { CountChange } from '#domain/figures/counting';
import type { Fact } from '#domain/figures/fact';
import { dayOf, fiveMinutesOf, hourOf } from '#domain/figures/time-buckets';

/** A province: so many one-stops and as many offices that answer steps, ten procedures at each. */
export const AGENCIES = 120;
const PROCEDURES = 10;
const FIRST = Date.UTC(2026, 8, 1);
const DAYS = 85;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
/** The last day of the dossiers: what is asked is asked at its end. */
export const LAST_DAY = dayOf(new Date(FIRST + (DAYS - 1) * DAY_MILLISECONDS).toISOString());

export function agencyNumbered(number: number): string {
  return `H99.${String(100 + (number % AGENCIES))}`;
}

export function procedureNumbered(number: number): string {
  return `1.${String(100_000 + (number % PROCEDURES))}`;
}

/** What the dossier with this number adds: four in five are settled, one in five is open with a step; spread over 85 days. */
export function dossierToCount(number: number): CountChange {
  // Steps that share no factor with the counts, so that every agency has every procedure and every day.
  const at = new Date(FIRST + ((number * 37) % DAYS) * DAY_MILLISECONDS + (number % 480) * 60_000).toISOString();
  const agency = agencyNumbered(number * 7);
  const facts = number % 5 === 0 ? openFacts(agency, at) : settledFacts(agency, at, number);
  const dossierId = `ds-${String(number).padStart(32, '0')}`;
  return { dossierId, procedureCode: procedureNumbered(number * 3 + Math.floor(number / AGENCIES)), before: undefined, after: { revision: 1, version: 9, facts } };
}

function openFacts(agency: string, at: string): Fact[] {
  const day = dayOf(at);
  return [
    { what: 'received', agency, day },
    { what: 'open', agency, state: 'in-time' },
    { what: 'step-received', agency, day },
    { what: 'step-open', agency, state: 'in-time', hour: hourOf(at) },
  ];
}

function settledFacts(agency: string, at: string, number: number): Fact[] {
  const day = dayOf(at);
  const punctuality = number % 20 === 1 ? 'late-without-apology' : 'early';
  const agencyMinutes = 60 + ((number * 977) % 9600);
  return [
    { what: 'received', agency, day },
    { what: 'settled', agency, day, punctuality, agencyMinutes, applicantMinutes: (number * 31) % 2400, stoppedMinutes: number % 7 === 0 ? 480 : 0 },
    { what: 'step-received', agency, day },
    { what: 'step-answered', agency, day, punctuality: punctuality === 'early' ? 'early' : 'late', agencyMinutes },
    { what: 'promise', agency, state: punctuality === 'early' ? 'kept' : 'broken', from: fiveMinutesOf(at) },
  ];
}
