import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { everyDoor, guardedDoor } from '#functions/platform/door-environment';
import { declaredRoutes } from '#test/infra/declared-routes';
import { cellOf, type Found } from '#test/infra/synthesized-cell';

const root = join(import.meta.dirname, '../..');
const production = cellOf('production');
const platformVariables = ['STAGE', 'LOG_LEVEL', 'POWERTOOLS_SERVICE_NAME', 'POWERTOOLS_METRICS_NAMESPACE'];

const properties = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.json()) }), Timeout: z.number() });

/** Variables that are neither a name nor an address. */
const NO_ADDRESS: Readonly<Record<string, string>> = { BUNDLE_LOCK: 'COMPLIANCE', SINGLES_GRACE_DAYS: '30', REVOCATION: 'when-present', WITHOUT_TIMESTAMP: 'sign-without' };

function variablesOf({ Properties }: Found): Record<string, unknown> {
  return properties.parse(Properties).Environment.Variables;
}

const functions = production.all('AWS::Lambda::Function').map((found) => ({ found, name: String(variablesOf(found)['POWERTOOLS_SERVICE_NAME']) }));
const alarms = production.all('AWS::CloudWatch::Alarm');
const declared = new Map(declaredRoutes(root).map(({ name, access }) => [name, access]));

/** The variables that come with a route; none for a function without one. */
function doorVariables(name: string): string[] {
  const access = declared.get(name);
  if (access === undefined) return [];
  return Object.keys((access === 'public' ? everyDoor : guardedDoor).shape).filter((key) => !['PUBLIC_ORIGIN', 'CALLS_PER_MINUTE'].includes(key));
}

test('every function of the contract is deployed', () => {
  expect(functions).toHaveLength(131);
});

test('every handler that was written is deployed', () => {
  const handlers = globSync('*/*/handler.ts', { cwd: join(root, 'functions') }).map((path) => dirname(path));
  expect(functions.map(({ name }) => name)).toEqual(expect.arrayContaining(handlers));
});

describe.each(functions)('$name', ({ found, name }) => {
  test('runs on Node 24 and Arm, traced, with a time limit below that of its callers', () => {
    expect(found.Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler', TracingConfig: { Mode: 'Active' } });
    // A task of a machine has a minute.
    const callerAllows = ['Events', 'Keeping', 'Deliveries', 'Portal', 'Operations', 'Figures'].includes(found.stack) || name === 'log/seal-day' ? 240 : found.stack === 'Papers' && declared.get(name) === undefined ? 150 : ['Bulk', 'Exports'].includes(found.stack) ? 60 : 30;
    expect(properties.parse(found.Properties).Timeout).toBeLessThanOrEqual(callerAllows);
  });

  test('writes into a log of its own that is encrypted and forgets', () => {
    const log = production.all('AWS::Logs::LogGroup').find(({ Properties }) => Properties['LogGroupName'] === `/mot-cua/production/${name}`);
    expect(log?.Properties).toMatchObject({ RetentionInDays: 400, KmsKeyId: expect.anything() });
    expect(found.Properties['LoggingConfig']).toEqual({ LogGroup: { Ref: log?.id } });
  });

  test('has a role of its own', () => {
    const sameRole = functions.filter((other) => other.found.stack === found.stack && JSON.stringify(other.found.Properties['Role']) === JSON.stringify(found.Properties['Role']));
    expect(sameRole).toHaveLength(1);
  });

  test('calls a person when it has errors', () => {
    const alarm = alarms.find(({ Properties }) => Properties['AlarmName'] === `${name}/errors`);
    expect(alarm?.Properties).toMatchObject({ Namespace: 'AWS/Lambda', Dimensions: [{ Name: 'FunctionName', Value: { Ref: found.id } }], Threshold: 0 });
  });

  test('is given the variables its handler and its door ask for, and no others', async () => {
    const file = join(root, 'functions', name, 'environment.ts');
    if (!existsSync(file)) throw new Error(`There is no functions/${name}/environment.ts.`);
    const { environmentSchema } = z.object({ environmentSchema: z.instanceof(z.ZodObject) }).parse(await import(file));
    const asked = doorVariables(name);
    const own = new Set(Object.keys(environmentSchema.shape));
    const given = Object.keys(variablesOf(found)).filter((key) => !platformVariables.includes(key));
    expect(given).toEqual(expect.arrayContaining(asked));
    const forItself = Object.fromEntries(given.filter((key) => own.has(key) || !asked.includes(key)).map((key) => [key, NO_ADDRESS[key] ?? 'https://example.test/']));
    expect(environmentSchema.strict().safeParse(forItself)).toMatchObject({ success: true });
  });
});

test('the local cell may register webhooks to itself and send them, and production may not', () => {
  const allowing = (stage: 'local' | 'production') =>
    cellOf(stage).all('AWS::Lambda::Function').filter((found) => 'WEBHOOK_ALLOW_LOOPBACK' in variablesOf(found));
  expect(allowing('local').map(({ id }) => id.replace(/Function[0-9A-F]{8}$/, '')).toSorted()).toEqual(['ChangeSubscription', 'CreateSubscription', 'DeliverWebhook', 'SendTestEvent', 'SyncPortal']);
  expect(allowing('production')).toEqual([]);
});
