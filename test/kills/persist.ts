import { setTimeout as pause } from 'node:timers/promises';

const PAUSE_MILLISECONDS = 150;

export interface Persistence {
  /** Set when nobody shall try any longer. */
  readonly givenUp: AbortSignal;
  /** What a killed cell does not explain: a refusal of the call itself. */
  readonly onRefusal: (message: string) => void;
}

/**
 * Repeats a call until it succeeds, as a phone does: with the same Idempotency-Key, whatever became of it before.
 * Answers that say "come again" are expected, and so is silence; everything else is told, and tried again.
 */
export async function persist<Result>(call: () => Promise<Result>, { givenUp, onRefusal }: Persistence): Promise<Result> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (givenUp.aborted) throw error;
      if (isRefusal(error)) onRefusal(error instanceof Error ? error.message : String(error));
      await pause(PAUSE_MILLISECONDS);
    }
  }
}

/** Anything answered but "not now": 409 is somebody else's move, 429 and 5xx are the cell's troubles. */
function isRefusal(error: unknown): boolean {
  const status = error instanceof Error ? /was answered (\d{3})/.exec(error.message)?.[1] : undefined;
  return status !== undefined && status.startsWith('4') && !['409', '429'].includes(status);
}
