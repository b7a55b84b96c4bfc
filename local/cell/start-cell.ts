import { join, resolve } from 'node:path';

import { readAssembly } from '../assembly/read-assembly.ts';
import { createLocalClock } from '../clock/local-clock.ts';
import { lockDataFolder } from './cell-lock.ts';
import { Closers } from './closers.ts';
import { furnishCell } from './furnish-cell.ts';
import type { CellDescription } from './describe-cell.ts';
import type { CellSettings, ServiceUrls } from './cell-settings.ts';
import type { LocalClock } from '../clock/local-clock.ts';
import type { LocalCloudWatch } from '../cloudwatch/start-cloudwatch.ts';
import type { LocalEventBridge } from '../eventbridge/start-eventbridge.ts';
import type { Lambdas } from '../lambda/start-lambdas.ts';
import type { LocalQueues } from '../queues/start-queues.ts';
import type { LocalS3 } from '../s3/start-s3.ts';
import type { LocalStepFunctions } from '../step-functions/start-step-functions.ts';

/** A running cell. */
export interface RunningCell {
  /** Address of the first HTTP API of the assembly. */
  readonly apiUrl: string;
  /** The issuer, if people or clients were given. */
  readonly identityUrl?: string;
  /** An access token of a person or client by id; rejects when nobody is called so. */
  tokenFor(id: string): Promise<string>;
  /** `GET /` describes the cell, `/clock` tells and moves its time. */
  readonly controlUrl: string;
  /** What functions and machines are told. */
  readonly urls: ServiceUrls;
  /** The embedded store itself, whatever was put in front of it. */
  readonly dynamodbEndpoint: string;
  /** What the embedded services accept. */
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly clock: LocalClock;
  readonly lambdas: Lambdas;
  readonly stepFunctions: LocalStepFunctions;
  readonly queues: LocalQueues;
  readonly s3: LocalS3;
  readonly eventBridge: LocalEventBridge;
  readonly cloudWatch: LocalCloudWatch;
  /** Everything the template made, by its construct path, with physical names and addresses. */
  describe(): CellDescription;
  /** Resolves when no function runs, streams and queues are handled, and no execution moves before the clock does. */
  settled(): Promise<void>;
  /** Ends everything in order; the data folder can be started again. */
  stop(): Promise<void>;
}

/**
 * Starts a synthesized cloud assembly on this machine: the same bundles, machines, tables and queues as on AWS (D14).
 * Data, executions and the clock stay in the data folder and survive a kill.
 * Throws a CellError with one sentence for what the person at the keyboard can mend.
 */
export async function startCell(settings: CellSettings): Promise<RunningCell> {
  const dataFolder = resolve(settings.dataFolder);
  const closers = new Closers();
  const lock = lockDataFolder(dataFolder);
  closers.add(lock, () => lock.release());
  try {
    const assembly = readAssembly(settings.assemblyFolder);
    const clock = settings.clock ?? createLocalClock({ file: join(dataFolder, 'clock.json') });
    const cell = await furnishCell({ settings: { ...settings, dataFolder }, assembly, clock, lock, closers });
    return { ...cell, stop: () => closers.close() };
  } catch (error) {
    await closers.close().catch(() => undefined);
    throw error;
  }
}
