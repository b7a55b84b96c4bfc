import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import { parseJson } from '../json/parse-json.ts';
import { matchesEventFilter } from '../lambda/matches-event-filter.ts';
import { openPositionFile } from './position-file.ts';
import { discardMessage } from './stream-batch.ts';
import { StreamLane } from './stream-lane.ts';
import { openStream } from './stream-reader.ts';
import type { JsonObject } from '../json/json.ts';
import type { InvocationResult } from '../lambda/invocation.ts';
import type { StreamReader, StreamRecord } from './stream-reader.ts';

const busyPollMilliseconds = 20;
const idlePollMilliseconds = 200;
const busyForMilliseconds = 3000;
const errorPauseMilliseconds = 1000;
const drainCheckMilliseconds = 3;
/** Reading ahead of the function further than this only fills memory. */
const largestBacklog = 5000;

export interface StreamEventSourceOptions {
  readonly endpoint: string;
  readonly tableName: string;
  /** The ARN functions see in `eventSourceARN`. */
  readonly streamArn: string;
  readonly region: string;
  readonly positionFile: string;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly batchSize: number;
  /** Lanes side by side; changes of one item always share a lane. */
  readonly parallelizationFactor: number;
  readonly filters: readonly JsonObject[];
  readonly reportsItemFailures: boolean;
  readonly bisectsOnError: boolean;
  readonly maximumRetries: number;
  readonly maximumAgeSeconds: number;
  readonly functionArn: string;
  readonly clock: { now(): number };
  invoke(payload: string): Promise<InvocationResult>;
  /** Sends a message to the failure destination, where there is one. */
  sendToFailureDestination(message: string): Promise<void>;
  /** Age in milliseconds of the newest record of a batch when it was handed over. */
  onIteratorAge?(milliseconds: number): void;
  onError(error: unknown): void;
}

export interface StreamEventSource {
  /** Looks for records now instead of at the next poll. */
  poke(): void;
  /** Resolves when everything written before the call has been handled or given up. */
  drained(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Feeds a table's changes to a function as Lambda's event source mapping does: filtered, in order for each item, at
 * least once. The position survives a kill.
 */
export async function startStreamEventSource(options: StreamEventSourceOptions): Promise<StreamEventSource> {
  const positions = openPositionFile(options.positionFile, options.tableName);
  const start = positions.initial ?? (options.startingPosition === 'TRIM_HORIZON' ? 0 : 'LATEST');
  const reader = await openStream(options.endpoint, options.tableName, start);
  const source = new RunningSource(options, reader, (position) => positions.save(position));
  const running = source.run();
  return {
    poke: () => source.poke(),
    drained: () => source.drained(),
    stop: async () => {
      await source.stop();
      await running;
      positions.close();
    },
  };
}

class RunningSource {
  readonly #options: StreamEventSourceOptions;
  readonly #reader: StreamReader;
  readonly #save: (position: number) => void;
  readonly #stopping = new AbortController();
  readonly #lanes: readonly StreamLane[];
  /** Positions handed to a lane and not yet passed, in the order they were read. */
  readonly #open = new Set<number>();
  #lastRead = 0;
  #busyUntil = 0;
  /** Reads that found the end of the stream while nothing was open. */
  #quietReads = 0;
  #wake: () => void = () => undefined;

  constructor(options: StreamEventSourceOptions, reader: StreamReader, save: (position: number) => void) {
    this.#options = options;
    this.#reader = reader;
    this.#save = save;
    this.#lanes = Array.from({ length: options.parallelizationFactor }, () => this.#newLane());
  }

  /** Asked anew after every pause, which may be when it was stopped. */
  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  async drained(): Promise<void> {
    // The read under way may have begun before the call; the one after it has not.
    const enough = this.#quietReads + 2;
    while (this.#quietReads < enough && !this.#isStopping()) {
      this.poke();
      await wait(drainCheckMilliseconds);
    }
  }

  poke(): void {
    this.#busyUntil = performance.now() + busyForMilliseconds;
    this.#wake();
  }

  async run(): Promise<void> {
    while (!this.#isStopping()) {
      let count = 0;
      try {
        if (this.#open.size < largestBacklog) count = await this.#readOnce();
      } catch (error) {
        if (this.#isStopping()) return;
        this.#options.onError(error);
        await wait(errorPauseMilliseconds, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      }
      if (count > 0) this.#busyUntil = performance.now() + busyForMilliseconds;
      else await this.#pause();
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await Promise.all(this.#lanes.map((lane) => lane.stopped()));
  }

  async #readOnce(): Promise<number> {
    const records = await this.#reader.read();
    for (const record of records) {
      const position = Number(record.dynamodb.SequenceNumber);
      this.#lastRead = position;
      if (!this.#passesFilters(record)) continue;
      this.#open.add(position);
      this.#lanes[laneOf(record, this.#lanes.length)]?.add(record);
    }
    if (records.length > 0) this.#saveProgress();
    else if (this.#open.size === 0) this.#quietReads += 1;
    return records.length;
  }

  #passesFilters(record: StreamRecord): boolean {
    const { filters } = this.#options;
    const { eventID, eventName, eventVersion, dynamodb } = record;
    if (filters.length === 0) return true;
    const event = parseJson(JSON.stringify({ eventID, eventName, eventVersion, dynamodb }));
    return filters.some((filter) => matchesEventFilter(event, filter));
  }

  #saveProgress(): void {
    // The set keeps the order of reading, so its first entry is the oldest still open.
    const [oldestOpen] = this.#open;
    this.#save(oldestOpen === undefined ? this.#lastRead : oldestOpen - 1);
  }

  #newLane(): StreamLane {
    const options = this.#options;
    return new StreamLane({
      ...options,
      stopping: this.#stopping.signal,
      invoke: (records) => this.#invoke(records),
      passed: (records) => {
        for (const record of records) this.#open.delete(Number(record.dynamodb.SequenceNumber));
        this.#saveProgress();
      },
      discard: async (records, condition, attempts) => {
        const { functionArn, streamArn } = options;
        await options.sendToFailureDestination(
          discardMessage({ condition, records, attempts, functionArn, streamArn, shardId: this.#reader.shardId, now: options.clock.now() }),
        );
      },
    });
  }

  async #invoke(records: readonly StreamRecord[]): Promise<InvocationResult> {
    const { streamArn, region, clock } = this.#options;
    const newest = records.at(-1)?.dynamodb.ApproximateCreationDateTime ?? 0;
    this.#options.onIteratorAge?.(Math.max(0, Date.now() - newest * 1000));
    // The store stamps records with the machine's time; functions live in the cell's.
    const aheadSeconds = Math.round((clock.now() - Date.now()) / 1000);
    const Records = records.map((record) => ({
      ...record,
      eventSource: 'aws:dynamodb',
      awsRegion: region,
      eventSourceARN: streamArn,
      dynamodb: { ...record.dynamodb, ApproximateCreationDateTime: record.dynamodb.ApproximateCreationDateTime + aheadSeconds },
    }));
    return this.#options.invoke(JSON.stringify({ Records }));
  }

  async #pause(): Promise<void> {
    const milliseconds = performance.now() < this.#busyUntil ? busyPollMilliseconds : idlePollMilliseconds;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** The same item goes to the same lane at every start. */
function laneOf(record: StreamRecord, lanes: number): number {
  const keys = Object.entries(record.dynamodb.Keys).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return createHash('sha1').update(JSON.stringify(keys)).digest().readUInt32BE() % lanes;
}
