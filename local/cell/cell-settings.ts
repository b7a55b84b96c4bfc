import type { LocalClock } from '../clock/local-clock.ts';
import type { startIdentity } from '../identity/start-identity.ts';

type IdentityOptions = Parameters<typeof startIdentity>[0];
import type { AlarmNotification } from '../cloudwatch/alarm-notification.ts';
import type { InvocationReport } from '../lambda/invocation.ts';

/** Where the embedded services listen. */
export interface ServiceUrls {
  readonly dynamodb: string;
  readonly s3: string;
  readonly sqs: string;
  readonly sns: string;
  readonly sfn: string;
  readonly kms: string;
  readonly lambda: string;
}

/** Ports of 127.0.0.1; any free one where left out. */
interface CellPorts {
  /** The first HTTP API of the assembly; further ones take free ports. */
  readonly api?: number;
  readonly identity?: number;
  readonly dynamodb?: number;
  readonly s3?: number;
  readonly stepFunctions?: number;
  readonly kms?: number;
  readonly lambda?: number;
  readonly queues?: number;
  readonly control?: number;
}

export interface CellSettings {
  /** A synthesized cloud assembly: what `cdk synth` wrote. */
  readonly assemblyFolder: string;
  /** Where tables, objects, executions, logs and the clock are kept. */
  readonly dataFolder: string;
  readonly ports?: CellPorts;
  /** Values for the template's parameters by name, or by `Stack.Name`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Told to the commands beside the cell, which get their tokens there. */
  readonly issuer?: string;
  /** Who can sign in; with neither people nor clients no identity provider is started. */
  readonly people?: IdentityOptions['people'];
  /** Systems that call the API by themselves. */
  readonly clients?: IdentityOptions['clients'];
  readonly webClients?: IdentityOptions['webClients'];
  /** @default a clock kept in the data folder */
  readonly clock?: LocalClock;
  /** @default ap-southeast-1 */
  readonly region?: string;
  /** Execution environments for each function at most. @default 4 */
  readonly maximumEnvironments?: number;
  /** Each line a function writes. */
  readonly onLogLine?: (functionName: string, line: string) => void;
  /** Each invocation when it has ended. */
  readonly onReport?: (report: InvocationReport) => void;
  /** Each change of an alarm that its topics were told of. */
  readonly onNotification?: (notification: AlarmNotification) => void;
  /** Puts something between the functions and the services, e.g. a meter; gives the addresses functions and machines are told. */
  readonly interpose?: (urls: ServiceUrls) => Promise<ServiceUrls>;
  /** Told once which scanner looks at uploads. */
  readonly onScanner?: (name: string) => void;
  /** Something failed in the background; the cell goes on. @default written to stderr */
  readonly onError?: (where: string, error: unknown) => void;
}
