import { setTimeout as wait } from 'node:timers/promises';

import { batchOutcome } from './stream-batch.ts';
import type { InvocationResult } from '../lambda/invocation.ts';
import type { StreamRecord } from './stream-reader.ts';

const firstRetryMilliseconds = 100;
const longestRetryMilliseconds = 10_000;

export interface LaneSettings {
  readonly batchSize: number;
  readonly reportsItemFailures: boolean;
  readonly bisectsOnError: boolean;
  /** -1 for ever. */
  readonly maximumRetries: number;
  /** -1 for no limit. */
  readonly maximumAgeSeconds: number;
  invoke(records: readonly StreamRecord[]): Promise<InvocationResult>;
  /** These are done or given up; they need not be read again. */
  passed(records: readonly StreamRecord[]): void;
  discard(records: readonly StreamRecord[], condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded', attempts: number): Promise<void>;
  readonly stopping: AbortSignal;
}

/**
 * Hands records to a function strictly in order, one batch at a time: a failing batch holds up what comes after it until
 * it succeeds, is split down to the failing record, or is given up.
 */
export class StreamLane {
  readonly #settings: LaneSettings;
  readonly #waiting: StreamRecord[] = [];
  #running: Promise<void> | undefined;

  constructor(settings: LaneSettings) {
    this.#settings = settings;
  }

  get backlog(): number {
    return this.#waiting.length;
  }

  add(record: StreamRecord): void {
    this.#waiting.push(record);
    this.#running ??= this.#run();
  }

  /** Settles when the batch under way has ended; call after aborting `stopping`. */
  async stopped(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // Lets the records of the same read gather into one batch.
    await Promise.resolve();
    while (this.#waiting.length > 0 && !this.#settings.stopping.aborted) {
      const batch = this.#waiting.splice(0, this.#settings.batchSize);
      await this.#handle(batch, 0);
    }
    this.#running = undefined;
  }

  async #handle(batch: readonly StreamRecord[], attemptsBefore: number): Promise<void> {
    const settings = this.#settings;
    let records = await this.#withoutTheTooOld(batch, attemptsBefore);
    let attempts = attemptsBefore;
    while (records.length > 0 && !settings.stopping.aborted) {
      attempts += 1;
      const { done, failedAsAWhole } = batchOutcome(records, await settings.invoke(records), settings.reportsItemFailures);
      settings.passed(records.slice(0, done));
      records = records.slice(done);
      if (records.length === 0) return;
      if (done > 0) attempts = 1;
      if (settings.maximumRetries !== -1 && attempts > settings.maximumRetries) return this.#giveUp(records, 'RetryAttemptsExhausted', attempts);
      if (settings.bisectsOnError && failedAsAWhole && records.length > 1) return this.#split(records, attempts);
      await wait(retryDelay(attempts), undefined, { signal: settings.stopping }).catch(() => undefined);
      records = await this.#withoutTheTooOld(records, attempts);
    }
  }

  /** Splitting does not count as a retry, so that one bad record among many is found before the retries run out. */
  async #split(records: readonly StreamRecord[], attempts: number): Promise<void> {
    const middle = Math.ceil(records.length / 2);
    await this.#handle(records.slice(0, middle), attempts - 1);
    await this.#handle(records.slice(middle), attempts - 1);
  }

  async #withoutTheTooOld(records: readonly StreamRecord[], attempts: number): Promise<readonly StreamRecord[]> {
    const { maximumAgeSeconds } = this.#settings;
    if (maximumAgeSeconds === -1) return records;
    const oldest = Date.now() / 1000 - maximumAgeSeconds;
    const tooOld = records.filter((record) => record.dynamodb.ApproximateCreationDateTime < oldest);
    if (tooOld.length > 0) await this.#giveUp(tooOld, 'RecordAgeExceeded', attempts);
    return records.filter((record) => !tooOld.includes(record));
  }

  async #giveUp(records: readonly StreamRecord[], condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded', attempts: number): Promise<void> {
    await this.#settings.discard(records, condition, attempts);
    this.#settings.passed(records);
  }
}

/** 0.1 s, 0.2 s, 0.4 s … 10 s. */
function retryDelay(attempts: number): number {
  return Math.min(longestRetryMilliseconds, firstRetryMilliseconds * 2 ** (attempts - 1));
}
