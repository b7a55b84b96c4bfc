import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startLambdas } from '#local/lambda/start-lambdas';
import type { FunctionDefinition } from '#local/lambda/function-definition';
import type { InvocationReport } from '#local/lambda/invocation';
import type { Lambdas } from '#local/lambda/start-lambdas';

const handlers = `
import { setTimeout as wait } from 'node:timers/promises';
let count = 0;
export const echo = async (event, context) => {
  console.log('handling', event);
  return { event, count: ++count, id: context.awsRequestId, name: context.functionName, arn: context.invokedFunctionArn,
    left: context.getRemainingTimeInMillis(), greeting: process.env.GREETING, region: process.env.AWS_REGION,
    dynamodb: process.env.AWS_ENDPOINT_URL_DYNAMODB };
};
export const time = async () => Date.now();
export const fail = async () => { throw new RangeError('too far'); };
export const loop = async () => { for (;;); };
export const leave = async () => process.exit(3);
export const slow = async () => { await wait(150); return 'slept'; };
export const big = async () => 'x'.repeat(7 * 1024 * 1024);
export const nothing = async () => undefined;
`;

const oneDayMilliseconds = 24 * 60 * 60 * 1000;

describe('functions on this machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cell-lambda-'));
  const offset = new SharedArrayBuffer(8);
  const lines: string[] = [];
  const reports: InvocationReport[] = [];
  let lambdas: Lambdas;

  const define = (name: string, handler: string, more: Partial<FunctionDefinition> = {}): FunctionDefinition => ({
    name,
    arn: `arn:aws:lambda:ap-southeast-1:000000000000:function:${name}`,
    codeFolder: folder,
    handler,
    runtime: 'nodejs24.x',
    timeoutSeconds: 3,
    memoryMegabytes: 256,
    environment: { GREETING: 'chào' },
    logFormat: 'JSON',
    ...more,
  });

  beforeAll(async () => {
    writeFileSync(join(folder, 'index.mjs'), handlers);
    writeFileSync(join(folder, 'broken.mjs'), "throw new TypeError('no table');");
    mkdirSync(join(folder, 'node_modules', 'left-out'), { recursive: true });
    writeFileSync(join(folder, 'node_modules', 'left-out', 'index.js'), 'module.exports = 1;');
    mkdirSync(join(folder, 'bundle'));
    writeFileSync(join(folder, 'bundle', 'index.mjs'), "export const handler = async ({ load }) => Object.keys(await import(load)).length > 0;");
    writeFileSync(join(folder, 'bundle', 'own.mjs'), 'export const own = 1;');
    const names = ['echo', 'time', 'fail', 'leave', 'slow', 'big', 'nothing'];
    lambdas = await startLambdas({
      functions: [
        ...names.map((name) => define(name, `index.${name}`)),
        define('loop', 'index.loop', { timeoutSeconds: 0.2 }),
        define('broken', 'broken.handler'),
        define('loading', 'index.handler', { codeFolder: join(folder, 'bundle') }),
        define('narrow', 'index.slow', { reservedConcurrency: 1 }),
      ],
      shared: {
        region: 'ap-southeast-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
        endpointUrls: { DYNAMODB: 'http://127.0.0.1:8000' },
      },
      clock: { shared: offset, now: () => Date.now() + Number(Atomics.load(new BigInt64Array(offset), 0)) },
      dataFolder: folder,
      onLogLine: (name, line) => lines.push(`${name}: ${line}`),
      onReport: (report) => reports.push(report),
    });
  });

  afterAll(async () => lambdas.stop());

  const answer = async (name: string, event: unknown = {}): Promise<unknown> => {
    const result = await lambdas.invoke(name, JSON.stringify(event));
    return { error: result.functionError, value: JSON.parse(result.payload) };
  };

  it('hands the event, the context and the environment to the bundle', async () => {
    expect(await answer('echo', { xin: 'chào' })).toMatchObject({
      value: {
        event: { xin: 'chào' },
        count: 1,
        name: 'echo',
        arn: 'arn:aws:lambda:ap-southeast-1:000000000000:function:echo',
        greeting: 'chào',
        region: 'ap-southeast-1',
        dynamodb: 'http://127.0.0.1:8000',
      },
    });
  });

  it('keeps an environment warm between invocations and finds it by ARN too', async () => {
    const second = await answer('arn:aws:lambda:ap-southeast-1:000000000000:function:echo');
    expect(second).toMatchObject({ value: { count: 2 } });
    expect(lambdas.environments()).toMatchObject({ echo: 1 });
  });

  it('answers null for a handler that returns nothing', async () => {
    expect(await answer('nothing')).toMatchObject({ value: null });
  });

  it('reports what a handler threw by its type, message and trace', async () => {
    expect(await answer('fail')).toMatchObject({
      error: 'Unhandled',
      value: { errorType: 'RangeError', errorMessage: 'too far', trace: expect.arrayContaining([expect.stringContaining('RangeError')]) },
    });
  });

  it('ends a handler that never yields when its time is up, and serves the next invocation', async () => {
    expect(await answer('loop')).toMatchObject({
      error: 'Unhandled',
      value: { errorType: 'Sandbox.Timedout', errorMessage: expect.stringContaining('Task timed out after 0.20 seconds') },
    });
    expect(reports.find(({ functionName }) => functionName === 'loop')).toMatchObject({ failed: true, timedOut: true });
    expect(lambdas.environments()).toMatchObject({ loop: 0 });
  });

  it('reports a handler that leaves the process', async () => {
    expect(await answer('leave')).toMatchObject({ value: { errorType: 'Runtime.ExitError', errorMessage: expect.stringContaining('exit status 3') } });
  });

  it('answers every invocation of a bundle that cannot start with the reason', async () => {
    const both = await Promise.all([answer('broken'), answer('broken')]);
    expect(both).toEqual([
      { error: 'Unhandled', value: expect.objectContaining({ errorType: 'TypeError', errorMessage: 'no table' }) },
      { error: 'Unhandled', value: expect.objectContaining({ errorType: 'TypeError', errorMessage: 'no table' }) },
    ]);
  });

  it('lets a bundle load its own files and what Node brings, and no package that esbuild left out of it, as in Lambda', async () => {
    expect(await answer('loading', { load: './own.mjs' })).toMatchObject({ value: true });
    expect(await answer('loading', { load: 'node:zlib' })).toMatchObject({ value: true });
    expect(await answer('loading', { load: 'left-out' })).toMatchObject({ error: 'Unhandled', value: { errorMessage: expect.stringContaining("Cannot find package 'left-out'") } });
  });

  it('refuses an answer above six megabytes', async () => {
    expect(await answer('big')).toMatchObject({ error: 'Unhandled', value: { errorType: 'Function.ResponseSizeTooLarge' } });
  });

  it('serves simultaneous invocations side by side up to the limit', async () => {
    await Promise.all(Array.from({ length: 12 }, () => answer('slow')));
    expect(lambdas.environments()['slow']).toBe(4);
  });

  it('keeps to a reserved concurrency of one', async () => {
    await Promise.all([answer('narrow'), answer('narrow')]);
    expect(lambdas.environments()['narrow']).toBe(1);
  });

  it('shows a warm function the moved clock', async () => {
    const before = Date.now();
    await answer('time');
    Atomics.add(new BigInt64Array(offset), 0, BigInt(oneDayMilliseconds));
    const { value } = Object(await answer('time'));
    expect(value - before).toBeGreaterThanOrEqual(oneDayMilliseconds);
  });

  it('keeps each line in the log file of its function and tells the listener', async () => {
    await answer('echo', { mark: 'dấu' });
    const waitForLine = async (): Promise<string> => {
      const found = lines.find((line) => line.startsWith('echo:') && line.includes('dấu'));
      if (found !== undefined) return found;
      await new Promise((resolve) => setImmediate(resolve));
      return waitForLine();
    };
    expect(JSON.parse((await waitForLine()).slice('echo: '.length))).toMatchObject({ level: 'INFO', requestId: expect.any(String) });
    await lambdas.stop();
    expect(readFileSync(join(folder, 'logs', 'echo.log'), 'utf8')).toContain('dấu');
  });

  it('rejects the name of no function', async () => {
    await expect(lambdas.invoke('nobody', '{}')).rejects.toThrow('There is no function nobody.');
  });
});
