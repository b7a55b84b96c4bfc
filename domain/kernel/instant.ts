import * as z from 'zod';
import { Temporal } from '#domain/kernel/temporal';

/** An instant in UTC with milliseconds, always 24 characters, so that text order is time order. */
export const isoInstant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/).meta({ format: 'date-time', examples: ['2026-11-26T01:30:00.000Z'] });

/** Writes an instant the way the record keeps it. */
export function toIso(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 3 });
}

/** The instant so many seconds of calendar time later; parts of a millisecond are dropped. */
export function plusSeconds(iso: string, seconds: number): string {
  return toIso(Temporal.Instant.from(iso).add({ milliseconds: Math.trunc(seconds * 1000) }));
}

/** Whole seconds since 1970, as tokens and statements write an instant. */
export function epochSeconds(iso: string): number {
  return Math.floor(Temporal.Instant.from(iso).epochMilliseconds / 1000);
}
