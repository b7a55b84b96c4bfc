import type { CellDescription } from './describe-cell.ts';
import type { LocalClock } from '../clock/local-clock.ts';
import type { LocalCloudWatch } from '../cloudwatch/start-cloudwatch.ts';
import type { LocalEventBridge } from '../eventbridge/start-eventbridge.ts';
import type { LocalGuardDuty } from '../guardduty/start-guardduty.ts';
import type { Lambdas } from '../lambda/start-lambdas.ts';
import type { LocalQueues } from '../queues/start-queues.ts';
import type { LocalS3 } from '../s3/start-s3.ts';
import type { LocalStepFunctions } from '../step-functions/start-step-functions.ts';
import type { ServiceUrls } from './cell-settings.ts';

/** A running cell. */
export interface RunningCell {
  /** Address of the first HTTP API of the assembly. */
  readonly apiUrl: string;
  /** The issuer, if people or clients were given. */
  readonly identityUrl?: string;
  /** An access token of a person or client by id; rejects when nobody is called so. */
  tokenFor(id: string): Promise<string>;
  /** `GET /` describes the cell, `/clock` tells and moves its time, `/_local/alarms` (also on the API's port) shows its alarms. */
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
  readonly guardDuty: Pick<LocalGuardDuty, 'scans'>;
  readonly cloudWatch: LocalCloudWatch;
  /** Everything the template made, by its construct path, with physical names and addresses. */
  describe(): CellDescription;
  /**
   * Resolves when no function runs, streams and queues are handled, and no execution moves before the clock does.
   * `cloudWatch.evaluate()` after it tells the alarms' true states.
   */
  settled(): Promise<void>;
  /** Ends everything in order; the data folder can be started again. */
  stop(): Promise<void>;
}
