import * as z from 'zod';
import type { Temporal } from '#domain/kernel/temporal';

/** An instant in UTC with milliseconds, always 24 characters, so that text order is time order. */
export const isoInstant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/).meta({ format: 'date-time', examples: ['2026-11-26T01:30:00.000Z'] });

/** Writes an instant the way the record keeps it. */
export function toIso(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 3 });
}
