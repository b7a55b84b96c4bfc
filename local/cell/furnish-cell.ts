import { join } from 'node:path';

import { readHttpApis } from '../api-gateway/http-api-definition.ts';
import { evaluateAssembly } from '../assembly/evaluate-assembly.ts';
import { alarmPages } from '../cloudwatch/alarm-pages.ts';
import { readTableDefinition } from '../dynamodb/table-definition.ts';
import { startLambdas } from '../lambda/start-lambdas.ts';
import { openFunctionLog } from '../lambda/function-log.ts';
import { CellError } from './cell-error.ts';
import { CellWiring } from './cell-wiring.ts';
import { createBuckets } from './create-buckets.ts';
import { createQueues } from './create-queues.ts';
import { createSigningKeys } from './create-signing-keys.ts';
import { deployMachines } from './deploy-machines.ts';
import { describeCell } from './describe-cell.ts';
import { readFunctionDefinitions } from './function-definitions.ts';
import { templateParameters } from './oidc-parameters.ts';
import { openParts } from './open-parts.ts';
import { resourcesOfType } from './read-properties.ts';
import { putAccessMetrics } from './service-metrics.ts';
import { startControlPort } from './start-control-port.ts';
import { startReactions } from './start-reactions.ts';
import type { EvaluatedAssembly } from '../assembly/evaluate-assembly.ts';
import type { EvaluatedResource } from '../assembly/evaluated-resource.ts';
import type { Lambdas } from '../lambda/start-lambdas.ts';
import type { LocalPages } from '../servers/local-pages.ts';
import type { Parts } from './open-parts.ts';
import type { Foundation } from './foundation.ts';
import type { RunningCell } from './running-cell.ts';

/** The embedded queues know no other account. */
const accountId = '000000000000';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Opens the parts, fills them with what the template describes, and ties them together. */
export async function furnishCell(foundation: Foundation): Promise<Omit<RunningCell, 'stop'>> {
  const { settings, assembly, clock, closers } = foundation;
  const region = settings.region ?? 'ap-southeast-1';
  const wiring = new CellWiring(settings);
  const parts = await openParts({ cell: settings, assembly, clock, region, accountId, credentials, ...wiring.callbacks }, closers);
  const own = { dynamodb: parts.dynamodb.endpoint, s3: parts.s3.url, sqs: parts.queues.url, sns: parts.queues.url, kms: parts.kms.url, lambda: parts.invocations.url, sfn: parts.stepFunctions.url };
  const urls = (await settings.interpose?.(own)) ?? own;
  const evaluated = evaluateAssembly(assembly, {
    region,
    accountId,
    parameters: templateParameters(settings, assembly, parts.identity?.issuer),
    addresses: { queueUrl: (name) => `${urls.sqs}/${accountId}/${name}`, apiUrl: (id) => parts.apis.get(id)?.url ?? '' },
  });
  const { resources } = evaluated;
  const announcing = createBuckets(parts.s3, resources);
  createSigningKeys(parts.kms, resources);
  await Promise.all([
    createQueues(parts.queues, resources),
    parts.dynamodb.createTables(resourcesOfType(resources, 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(readTableDefinition)),
  ]);
  const lambdas = await fillLambdas({ foundation, wiring, evaluated, region, urls });
  wiring.connect({ region, credentials, urls, accountId, announcing, lambdas });
  const reactions = await startReactions({ foundation, wiring, resources, parts, region, accountId, lambdas });
  deployMachines(parts.stepFunctions, resources, assembly.assetPaths);
  closers.add(parts.stepFunctions, () => parts.stepFunctions.stop());
  parts.stepFunctions.resume();
  const localPages = alarmPages(reactions.cloudWatch);
  const apiUrl = serveApis(foundation, { wiring, parts, resources, lambdas, localPages });
  const control = await startControlPort({
    ...(settings.ports?.control !== undefined && { port: settings.ports.control }),
    clock,
    localPages,
    describe: () => describe(),
  });
  closers.add(control, () => control.stop());
  const describe = (): ReturnType<RunningCell['describe']> =>
    describeCell(evaluated, { urls: { api: apiUrl, control: control.url, ...(parts.identity && { identity: parts.identity.issuer }), ...urls }, logsFolder: join(settings.dataFolder, 'logs') });
  foundation.lock.tell({ controlUrl: control.url, ...(settings.issuer !== undefined && { issuer: settings.issuer }) });
  return {
    apiUrl,
    ...(parts.identity && { identityUrl: parts.identity.issuer }),
    tokenFor: (id) => tokenFor(parts, id),
    controlUrl: control.url,
    urls,
    dynamodbEndpoint: own.dynamodb,
    region,
    credentials,
    clock,
    lambdas,
    stepFunctions: parts.stepFunctions,
    queues: parts.queues,
    s3: parts.s3,
    eventBridge: reactions.eventBridge,
    guardDuty: reactions.guardDuty,
    cloudWatch: reactions.cloudWatch,
    describe,
    settled: () => wiring.settled(parts.stepFunctions, reactions.sources),
  };
}

async function tokenFor({ identity }: Parts, id: string): Promise<string> {
  if (identity === undefined) throw new CellError('The cell was started without people and clients, so nobody can sign in.');
  return identity.tokenFor(id);
}

interface LambdaParts {
  readonly foundation: Foundation;
  readonly wiring: CellWiring;
  readonly evaluated: EvaluatedAssembly;
  readonly region: string;
  readonly urls: RunningCell['urls'];
}

async function fillLambdas({ foundation, wiring, evaluated, region, urls }: LambdaParts): Promise<Lambdas> {
  const { settings, assembly, clock, closers } = foundation;
  const endpointUrls = Object.fromEntries(Object.entries(urls).map(([service, url]) => [service.toUpperCase(), url]));
  const lambdas = await startLambdas({
    functions: readFunctionDefinitions(evaluated.resources, assembly.assetPaths),
    shared: { region, credentials, endpointUrls },
    clock,
    dataFolder: settings.dataFolder,
    ...(settings.maximumEnvironments !== undefined && { maximumEnvironments: settings.maximumEnvironments }),
    onLogLine: (functionName, line) => wiring.heard(functionName, line),
    onReport: (report) => wiring.reported(report),
  });
  closers.add(lambdas, () => lambdas.stop());
  return lambdas;
}

interface ApiParts {
  readonly wiring: CellWiring;
  readonly parts: Parts;
  readonly resources: readonly EvaluatedResource[];
  readonly lambdas: Lambdas;
  readonly localPages: LocalPages;
}

/** Lets the APIs answer; gives the address of the first. */
function serveApis({ settings, clock, closers }: Foundation, { wiring, parts, resources, lambdas, localPages }: ApiParts): string {
  const log = openFunctionLog(join(settings.dataFolder, 'logs'), 'api-access');
  closers.add(log, () => log.close());
  for (const definition of readHttpApis(resources)) {
    const api = parts.apis.get(definition.apiId);
    if (api === undefined) continue;
    api.serve(definition, {
      accountId,
      clock,
      localPages,
      invoke: (functionArn, payload) => lambdas.invoke(functionArn, payload),
      onAccess: (entry) => {
        log.write(JSON.stringify({ at: new Date(clock.now()).toISOString(), ...entry }));
        wiring.measured((putMetric) => putAccessMetrics(putMetric, entry));
      },
    });
    closers.add(api, () => api.stop());
  }
  return [...parts.apis.values()][0]?.url ?? '';
}
