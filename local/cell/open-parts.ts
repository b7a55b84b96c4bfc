import { join } from 'node:path';

import { startHttpApi } from '../api-gateway/start-http-api.ts';
import { stableId } from '../assembly/physical-name.ts';
import { startDynamodb } from '../dynamodb/start-dynamodb.ts';
import { startIdentity } from '../identity/start-identity.ts';
import { startInvokeEndpoint } from '../lambda/start-invoke-endpoint.ts';
import { startKms } from '../kms/start-kms.ts';
import { startQueues } from '../queues/start-queues.ts';
import { startS3 } from '../s3/start-s3.ts';
import { startStepFunctions } from '../step-functions/start-step-functions.ts';
import { portFor } from './free-port.ts';
import { audienceOf } from './oidc-parameters.ts';
import type { LocalHttpApi } from '../api-gateway/start-http-api.ts';
import type { Assembly } from '../assembly/read-assembly.ts';
import type { LocalClock } from '../clock/local-clock.ts';
import type { LocalDynamodb } from '../dynamodb/start-dynamodb.ts';
import type { LocalIdentity } from '../identity/start-identity.ts';
import type { LocalKms } from '../kms/start-kms.ts';
import type { LocalInvokeEndpoint } from '../lambda/start-invoke-endpoint.ts';
import type { LocalQueues } from '../queues/start-queues.ts';
import type { LocalS3 } from '../s3/start-s3.ts';
import type { LocalStepFunctions } from '../step-functions/start-step-functions.ts';
import type { CellSettings } from './cell-settings.ts';
import type { Closers } from './closers.ts';

/** The embedded services, listening but still empty. */
export interface Parts {
  readonly queues: LocalQueues;
  readonly s3: LocalS3;
  readonly kms: LocalKms;
  /** Where functions invoke each other. */
  readonly invocations: LocalInvokeEndpoint;
  readonly dynamodb: LocalDynamodb;
  /** Its stored executions rest until `resume`. */
  readonly stepFunctions: LocalStepFunctions;
  /** Where people and systems get their tokens, if the cell was given any. */
  readonly identity: LocalIdentity | undefined;
  /** By API id. */
  readonly apis: ReadonlyMap<string, LocalHttpApi>;
}

export interface OpenSettings {
  readonly cell: CellSettings;
  readonly assembly: Assembly;
  readonly clock: LocalClock;
  readonly region: string;
  readonly accountId: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly integrations: Parameters<typeof startStepFunctions>[0]['integrations'];
  readonly invokeFunction: Parameters<typeof startInvokeEndpoint>[0]['invoke'];
  onObjectCreated: NonNullable<Parameters<typeof startS3>[0]['onObjectCreated']>;
  onExecutionClosed: NonNullable<Parameters<typeof startStepFunctions>[0]['onExecutionClosed']>;
  onError(where: string, error: unknown): void;
}

/** Opens all ports at once, so that the template can be told the addresses; what was opened is left to `closers`. */
export async function openParts(settings: OpenSettings, closers: Closers): Promise<Parts> {
  const opening = [
    opened(openQueues(settings), closers),
    opened(openS3(settings), closers),
    opened(openDynamodb(settings), closers),
    opened(openStepFunctions(settings), closers),
    opened(openKms(settings), closers),
    opened(openInvocations(settings), closers),
    openIdentity(settings, closers),
    openApis(settings, closers),
  ] as const;
  try {
    const [queues, s3, dynamodb, stepFunctions, kms, invocations, identity, apis] = await Promise.all(opening);
    return { queues, s3, kms, invocations, dynamodb, stepFunctions, identity, apis };
  } catch (error) {
    // The others may still be opening; only what is open can be closed.
    await Promise.allSettled(opening);
    throw error;
  }
}

/** Registered as soon as it is there, so that it is closed also when a neighbour cannot start. */
async function opened<Part extends { stop(): Promise<void> }>(opening: Promise<Part>, closers: Closers): Promise<Part> {
  const part = await opening;
  closers.add(part, () => part.stop());
  return part;
}

async function openQueues({ cell, clock, region, accountId }: OpenSettings): Promise<LocalQueues> {
  return startQueues({ clock, region, accountId, port: await portFor('queues and topics', cell.ports?.queues) });
}

async function openS3({ cell, clock, region, credentials, onObjectCreated }: OpenSettings): Promise<LocalS3> {
  const port = await portFor('S3', cell.ports?.s3);
  const known = new Map([[credentials.accessKeyId, credentials.secretAccessKey]]);
  return startS3({ dataFolder: join(cell.dataFolder, 's3'), clock, credentials: known, region, onObjectCreated, port });
}

function openDynamodb({ cell, clock, ...settings }: OpenSettings): Promise<LocalDynamodb> {
  const port = cell.ports?.dynamodb;
  return startDynamodb({
    dataFolder: cell.dataFolder,
    clock,
    ...(port !== undefined && { port }),
    onLost: (reason) => settings.onError('DynamoDB', new Error(`the embedded DynamoDB ended: ${reason}`)),
    onError: (error) => settings.onError('time to live', error),
  });
}

async function openStepFunctions(settings: OpenSettings): Promise<LocalStepFunctions> {
  const { cell, clock, region, accountId, integrations, onExecutionClosed } = settings;
  const port = await portFor('Step Functions', cell.ports?.stepFunctions);
  const dataFolder = join(cell.dataFolder, 'step-functions');
  return startStepFunctions({ dataFolder, clock, integrations, region, accountId, paused: true, onExecutionClosed, port });
}

async function openKms({ cell, region, accountId }: OpenSettings): Promise<LocalKms> {
  return startKms({ dataFolder: join(cell.dataFolder, 'kms'), region, accountId, port: await portFor('KMS', cell.ports?.kms) });
}

async function openInvocations({ cell, invokeFunction }: OpenSettings): Promise<LocalInvokeEndpoint> {
  return startInvokeEndpoint({ invoke: invokeFunction, port: await portFor('Lambda', cell.ports?.lambda) });
}

async function openIdentity({ cell, assembly, clock }: OpenSettings, closers: Closers): Promise<LocalIdentity | undefined> {
  const { people = [], clients = [], webClients } = cell;
  if (people.length === 0 && clients.length === 0) return undefined;
  // Left to itself the provider keeps its port, so that tokens stay valid across restarts.
  const port = (await portFor('signing in', cell.ports?.identity)) || undefined;
  const starting = startIdentity({
    clock,
    dataFolder: join(cell.dataFolder, 'identity'),
    people,
    clients,
    audience: audienceOf(cell, assembly),
    ...(webClients && { webClients }),
    ...(port !== undefined && { port }),
  });
  return opened(starting, closers);
}

async function openApis({ cell, assembly }: OpenSettings, closers: Closers): Promise<Map<string, LocalHttpApi>> {
  const ids = assembly.stacks.flatMap(({ stackName, template }) =>
    Object.entries(template.Resources).flatMap(([logicalId, { Type }]) => (Type === 'AWS::ApiGatewayV2::Api' ? [stableId(`${stackName}/${logicalId}`, 10)] : [])),
  );
  const opening = ids.map(async (id, index) => [id, await opened(startHttpApi(index === 0 ? cell.ports?.api : 0), closers)] as const);
  return new Map(await Promise.all(opening));
}
