import { Temporal } from '#domain/kernel/temporal';

/** Tells the present instant; handed to whatever needs the time, so that a test can tell another. */
export type Clock = () => Temporal.Instant;

/** The machine's clock, to the millisecond the record keeps. */
export const systemClock: Clock = () => Temporal.Instant.fromEpochMilliseconds(Date.now());
