import { setTimeout as wait } from 'node:timers/promises';

import { isJsonObject } from '../json/json.ts';
import { parseJson } from '../json/parse-json.ts';
import { createSdkCaller } from './call-sdk.ts';
import { putExecutionMetrics, putInvocationMetrics, queueDepth } from './service-metrics.ts';
import type { LocalCloudWatch } from '../cloudwatch/start-cloudwatch.ts';
import type { LocalGuardDuty } from '../guardduty/start-guardduty.ts';
import type { LocalEventBridge } from '../eventbridge/start-eventbridge.ts';
import type { InvocationReport } from '../lambda/invocation.ts';
import type { Lambdas } from '../lambda/start-lambdas.ts';
import type { LocalStepFunctions } from '../step-functions/start-step-functions.ts';
import type { CallSdk } from './call-sdk.ts';
import type { CellSettings } from './cell-settings.ts';
import type { OpenSettings } from './open-parts.ts';
import type { RunningCell } from './running-cell.ts';
import type { QueueDepth } from './service-metrics.ts';
import type { EventSources } from './start-event-sources.ts';

const settledCheckMilliseconds = 3;

type Callbacks = Pick<OpenSettings, 'integrations' | 'invokeFunction' | 'onObjectCreated' | 'onExecutionClosed' | 'onError'>;

interface Connections {
  readonly region: string;
  readonly accountId: string;
  readonly credentials: RunningCell['credentials'];
  readonly urls: RunningCell['urls'];
  /** Buckets that tell EventBridge of new objects. */
  readonly announcing: ReadonlySet<string>;
  readonly lambdas: Lambdas;
}

/**
 * Ties together parts that need each other and cannot all be started first: what calls before its counterpart is there
 * is refused, and calls again.
 */
export class CellWiring {
  cloudWatch: LocalCloudWatch | undefined;
  eventBridge: LocalEventBridge | undefined;
  sources: EventSources | undefined;
  guardDuty: LocalGuardDuty | undefined;
  readonly #settings: CellSettings;
  #connections: Connections | undefined;
  #callSdk: CallSdk | undefined;
  #invocations = 0;

  constructor(settings: CellSettings) {
    this.#settings = settings;
  }

  get callbacks(): Callbacks {
    return {
      integrations: {
        invokeLambda: async (functionArn, payload) => {
          const result = await this.#ready(this.#connections).lambdas.invoke(functionArn, JSON.stringify(payload));
          return { payload: parseJson(result.payload), ...(result.functionError !== undefined && { functionError: result.functionError }) };
        },
        callSdk: (service, action, parameters) => this.callSdk(service, action, parameters),
      },
      invokeFunction: (name, payload) => this.#ready(this.#connections).lambdas.invoke(name, payload),
      onObjectCreated: async (created) => {
        const guardDuty = this.#ready(this.guardDuty);
        await Promise.all([this.#announceObject(created), guardDuty.created(created)]);
      },
      onExecutionClosed: (execution) => this.measured((putMetric) => putExecutionMetrics(putMetric, execution)),
      onError: (where, error) => this.failed(where, error),
    };
  }

  connect(connections: Connections): void {
    const { region, credentials, urls } = connections;
    this.#connections = connections;
    this.#callSdk = createSdkCaller({ region, credentials, ...urls, putEvents: (entries) => this.#ready(this.eventBridge).putEvents(entries) });
  }

  callSdk(service: string, action: string, parameters: unknown): Promise<unknown> {
    return this.#ready(this.#callSdk)(service, action, parameters);
  }

  /** How many messages wait in a queue, are being handled, and are not yet to be seen. */
  async queueDepth(queueUrl: string): Promise<QueueDepth> {
    const answer = await this.callSdk('sqs', 'getQueueAttributes', { QueueUrl: queueUrl, AttributeNames: queueDepth.keyof().options });
    return queueDepth.parse(isJsonObject(answer) ? (answer['Attributes'] ?? {}) : {});
  }

  /** Messages of a queue that nobody has taken yet. */
  async waitingMessages(queueUrl: string): Promise<number> {
    return (await this.queueDepth(queueUrl)).ApproximateNumberOfMessages;
  }

  /** A function wrote a line. */
  heard(functionName: string, line: string): void {
    this.cloudWatch?.ingestLogLine(line);
    this.#settings.onLogLine?.(functionName, line);
  }

  /** A function has answered: it may have written to a table, so the streams are looked into. */
  reported(report: InvocationReport): void {
    this.#invocations += 1;
    this.sources?.poke();
    this.measured((putMetric) => putInvocationMetrics(putMetric, report));
    this.#settings.onReport?.(report);
  }

  measured(put: (putMetric: LocalCloudWatch['putMetric']) => void): void {
    const { cloudWatch } = this;
    if (cloudWatch !== undefined) put((metric) => cloudWatch.putMetric(metric));
  }

  /** Something failed where nobody waits for it. */
  failed(where: string, error: unknown): void {
    if (this.#settings.onError !== undefined) this.#settings.onError(where, error);
    else process.stderr.write(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }

  async settled(stepFunctions: LocalStepFunctions, sources: EventSources): Promise<void> {
    const { lambdas } = this.#ready(this.#connections);
    let before: number;
    do {
      while (lambdas.pending() > 0 || this.#scanning()) await wait(settledCheckMilliseconds);
      before = this.#invocations;
      await sources.drained();
      await stepFunctions.idle();
    } while (this.#invocations !== before || lambdas.pending() > 0 || this.#scanning());
  }

  #scanning(): boolean {
    return (this.guardDuty?.pending() ?? 0) > 0;
  }

  async #announceObject(created: { readonly bucket: string; readonly key: string; readonly versionId: string | null; readonly sizeBytes: number; readonly etag: string; readonly eventName: string; readonly eventTime: string }): Promise<void> {
    if (!this.#ready(this.#connections).announcing.has(created.bucket)) return;
    const { bucket, key, versionId, sizeBytes, etag, eventName, eventTime } = created;
    const Detail = JSON.stringify({
      version: '0',
      bucket: { name: bucket },
      object: { key, size: sizeBytes, etag, ...(versionId !== null && { 'version-id': versionId }) },
      reason: reasons[eventName] ?? 'PutObject',
    });
    const entry = { Source: 'aws.s3', DetailType: 'Object Created', Detail, Resources: [`arn:aws:s3:::${bucket}`], Time: new Date(eventTime) };
    await this.#ready(this.eventBridge).deliver(entry);
  }

  #ready<Part>(part: Part | undefined): Part {
    if (part === undefined) throw new Error('the cell is still starting');
    return part;
  }
}

const reasons: Readonly<Record<string, string>> = {
  'ObjectCreated:Put': 'PutObject',
  'ObjectCreated:Post': 'POST Object',
  'ObjectCreated:Copy': 'CopyObject',
  'ObjectCreated:CompleteMultipartUpload': 'CompleteMultipartUpload',
};
