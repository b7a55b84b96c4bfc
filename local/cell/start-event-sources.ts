import { setTimeout as wait } from 'node:timers/promises';

import { parseJson } from '../json/parse-json.ts';
import { startStreamEventSource } from '../dynamodb/start-stream-event-source.ts';
import { matchesEventFilter } from '../lambda/matches-event-filter.ts';
import { startSqsEventSource } from '../queues/sqs-event-source.ts';
import { CellError } from './cell-error.ts';
import { readEventSourceMappings } from './event-source-mappings.ts';
import type { EvaluatedResource } from '../assembly/evaluated-resource.ts';
import type { LocalDynamodb } from '../dynamodb/start-dynamodb.ts';
import type { StreamEventSource } from '../dynamodb/start-stream-event-source.ts';
import type { InvocationResult } from '../lambda/invocation.ts';
import type { EventSourceMapping } from './event-source-mappings.ts';

const drainCheckMilliseconds = 5;
const sqsDefaultBatch = 10;
const streamDefaultBatch = 100;

export interface EventSourceSettings {
  readonly region: string;
  readonly clock: { now(): number };
  readonly dynamodb: LocalDynamodb;
  readonly queuesUrl: string;
  invoke(functionArn: string, payload: string): Promise<InvocationResult>;
  reach(arn: string, event: unknown): Promise<void>;
  waitingMessages(queueUrl: string): Promise<number>;
  onIteratorAge(functionArn: string, milliseconds: number): void;
  onError(where: string, error: unknown): void;
}

export interface EventSources {
  /** Looks into the streams now: something may have been written. */
  poke(): void;
  /** Resolves when the streams are handled and no message waits to be taken. */
  drained(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the template's event source mappings: table streams and queues that feed functions. */
export async function startEventSources(resources: readonly EvaluatedResource[], settings: EventSourceSettings): Promise<EventSources> {
  const mappings = readEventSourceMappings(resources);
  const queues = mappings.filter(({ kind }) => kind === 'queue').map((mapping) => startQueueSource(mapping, settings));
  const streams = await Promise.all(mappings.filter(({ kind }) => kind === 'stream').map((mapping) => startStreamSource(mapping, settings)));
  return {
    poke: () => {
      for (const stream of streams) stream.poke();
    },
    drained: async () => {
      await Promise.all(streams.map((stream) => stream.drained()));
      const urls = mappings.filter(({ kind }) => kind === 'queue').map(({ source }) => String(source.ref));
      while ((await Promise.all(urls.map((url) => settings.waitingMessages(url)))).some((count) => count > 0)) await wait(drainCheckMilliseconds);
    },
    stop: async () => {
      await Promise.all([...queues, ...streams].map((source) => source.stop()));
    },
  };
}

function startQueueSource(mapping: EventSourceMapping, settings: EventSourceSettings): { stop(): Promise<void> } {
  const { source, properties, functionArn } = mapping;
  return startSqsEventSource({
    endpoint: settings.queuesUrl,
    queueUrl: String(source.ref),
    queueArn: String(source.attributes['Arn']),
    batchSize: properties.BatchSize ?? sqsDefaultBatch,
    maximumBatchingWindowSeconds: properties.MaximumBatchingWindowInSeconds,
    reportBatchItemFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    ...(properties.ScalingConfig && { maximumConcurrency: properties.ScalingConfig.MaximumConcurrency }),
    invoke: async (event) => {
      const wanted = { ...event, Records: event.Records.filter((record) => passesFilters(mapping, record)) };
      // What no filter lets through is deleted unseen, as on AWS.
      if (wanted.Records.length === 0) return undefined;
      const result = await settings.invoke(functionArn, JSON.stringify(wanted));
      if (result.functionError !== undefined) throw new Error(`${functionArn} failed: ${result.payload}`);
      const answer: unknown = JSON.parse(result.payload);
      return answer;
    },
    onError: (error) => settings.onError(`queue ${source.path}`, error),
  });
}

/** A filter sees the body as JSON where it is JSON. */
function passesFilters({ properties }: EventSourceMapping, record: { readonly body: string }): boolean {
  const { Filters } = properties.FilterCriteria;
  if (Filters.length === 0) return true;
  const body = parsedOrText(record.body);
  const event = parseJson(JSON.stringify({ ...record, body }));
  return Filters.some(({ Pattern }) => matchesEventFilter(event, Pattern));
}

function parsedOrText(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

function startStreamSource(mapping: EventSourceMapping, settings: EventSourceSettings): Promise<StreamEventSource> {
  const { source, properties, functionArn } = mapping;
  const { region, clock, dynamodb } = settings;
  const streamArn = source.attributes['StreamArn'];
  if (typeof streamArn !== 'string') throw new CellError(`The local cell does not know ${source.type} as an event source (${source.path}).`);
  const destination = properties.DestinationConfig?.OnFailure?.Destination;
  return startStreamEventSource({
    endpoint: dynamodb.endpoint,
    tableName: source.name,
    streamArn,
    region,
    clock,
    positionFile: dynamodb.positionFile(mapping.id),
    startingPosition: properties.StartingPosition,
    batchSize: properties.BatchSize ?? streamDefaultBatch,
    parallelizationFactor: properties.ParallelizationFactor,
    filters: properties.FilterCriteria.Filters.map(({ Pattern }) => Pattern),
    reportsItemFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    bisectsOnError: properties.BisectBatchOnFunctionError,
    maximumRetries: properties.MaximumRetryAttempts,
    maximumAgeSeconds: properties.MaximumRecordAgeInSeconds,
    functionArn,
    invoke: (payload) => settings.invoke(functionArn, payload),
    sendToFailureDestination: async (message) => {
      if (destination !== undefined) await settings.reach(destination, message);
    },
    onIteratorAge: (milliseconds) => settings.onIteratorAge(functionArn, milliseconds),
    onError: (error) => settings.onError(`stream of ${source.path}`, error),
  });
}
