import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStateMachineCommand, DescribeExecutionCommand, DescribeStateMachineCommand, DescribeStateMachineForExecutionCommand, GetExecutionHistoryCommand,
  ListExecutionsCommand, ListStateMachinesCommand, SFNClient, SendTaskFailureCommand, SendTaskHeartbeatCommand, SendTaskSuccessCommand,
  StartExecutionCommand, StopExecutionCommand, UpdateStateMachineCommand, paginateGetExecutionHistory, paginateListExecutions,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Json } from '#local/json/json';
import { isJsonObject } from '#local/json/json';
import type { LocalStepFunctions } from '#local/step-functions/start-step-functions';
import { startStepFunctions } from '#local/step-functions/start-step-functions';
import { LIFECYCLE } from './lifecycle-machine.ts';
import { ManualClock } from './manual-clock.ts';

const region = 'ap-southeast-1';
const accountId = '111111111111';
const arn = `arn:aws:states:${region}:${accountId}:stateMachine:lifecycle`;
let folder = '';
let clock = new ManualClock();
let tokens: string[] = [];
let word = 'wait';
let service: LocalStepFunctions;
let client: SFNClient;

function tokenIn(parameters: Json): string {
  const values = isJsonObject(parameters) ? parameters.ExpressionAttributeValues : undefined;
  const token = isJsonObject(values) ? values[':token'] : undefined;
  return isJsonObject(token) && typeof token.S === 'string' ? token.S : '';
}

async function start(): Promise<void> {
  service = await startStepFunctions({
    dataFolder: folder, clock, region, accountId,
    integrations: {
      invokeLambda: () => Promise.resolve({ payload: { dossier: 'H26-1', word, version: 1, seconds: 600 } }),
      callSdk: (_service, _action, parameters) => { tokens.push(tokenIn(parameters)); return Promise.resolve({}); },
    },
  });
  client = new SFNClient({ endpoint: service.url, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' }, maxAttempts: 1 });
}

async function startLifecycle(name: string): Promise<string> {
  const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn: arn, name, input: '{"dossier":"H26-1"}' }));
  await service.idle();
  return executionArn;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sfn-service-'));
  clock = new ManualClock();
  tokens = [];
  word = 'wait';
  await start();
  service.deploy({ arn, name: 'lifecycle', definition: LIFECYCLE });
});

afterEach(async () => {
  client.destroy();
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('state machines', () => {
  it('are created, listed, described and updated', async () => {
    const created = await client.send(new CreateStateMachineCommand({ name: 'second', definition: LIFECYCLE, roleArn: 'arn:aws:iam::111111111111:role/r' }));
    expect(created).toMatchObject({ stateMachineArn: arn.replace('lifecycle', 'second'), creationDate: new Date(clock.now()) });
    const { stateMachines } = await client.send(new ListStateMachinesCommand({}));
    expect(stateMachines?.map(({ name }) => name)).toEqual(['lifecycle', 'second']);
    const definition = LIFECYCLE.replace('"Decide"', '"Done"');
    await client.send(new UpdateStateMachineCommand({ stateMachineArn: arn, definition }));
    expect(await client.send(new DescribeStateMachineCommand({ stateMachineArn: arn }))).toMatchObject({ definition, status: 'ACTIVE', type: 'STANDARD' });
  });

  it('are refused when they are written in JSONPath', async () => {
    const definition = JSON.stringify({ StartAt: 'Accept', States: { Accept: { Type: 'Pass', End: true } } });
    await expect(client.send(new CreateStateMachineCommand({ name: 'old', definition, roleArn: 'arn' }))).rejects.toMatchObject({
      name: 'InvalidDefinition', message: expect.stringContaining("state 'Accept': it is written in JSONPath"),
    });
  });

  it('leave running executions the definition they started with', async () => {
    const executionArn = await startLifecycle('one');
    service.deploy({ arn, name: 'lifecycle', definition: JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Only', States: { Only: { Type: 'Succeed', Output: 'new' } } }) });
    word = 'end';
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{}' }));
    await service.idle();
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ status: 'SUCCEEDED', output: '"H26-1"' });
    expect((await client.send(new DescribeStateMachineForExecutionCommand({ executionArn }))).definition).toBe(LIFECYCLE);
    const second = await startLifecycle('two');
    expect((await client.send(new DescribeExecutionCommand({ executionArn: second }))).output).toBe('"new"');
  });
});

describe('executions', () => {
  it('are idempotent by name and input while they run, and refused otherwise', async () => {
    const again = { stateMachineArn: arn, name: 'one', input: '{"dossier":"H26-1"}' };
    const executionArn = await startLifecycle('one');
    expect(executionArn).toBe(`arn:aws:states:${region}:${accountId}:execution:lifecycle:one`);
    expect((await client.send(new StartExecutionCommand(again))).executionArn).toBe(executionArn);
    await expect(client.send(new StartExecutionCommand({ ...again, input: '{}' }))).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await client.send(new StopExecutionCommand({ executionArn }));
    await expect(client.send(new StartExecutionCommand(again))).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    expect(service.totals()).toMatchObject({ executions: 1, running: 0 });
  });

  it.each([
    ['an unknown machine', { stateMachineArn: `${arn}x` }, 'StateMachineDoesNotExist'],
    ['input that is not JSON', { stateMachineArn: arn, input: '{' }, 'InvalidExecutionInput'],
    ['a name with a blank', { stateMachineArn: arn, name: 'a b' }, 'InvalidName'],
  ])('are refused for %s', async (_what, request, name) => {
    await expect(client.send(new StartExecutionCommand(request))).rejects.toMatchObject({ name });
  });

  it('can be stopped, with a reason', async () => {
    const executionArn = await startLifecycle('one');
    await client.send(new StopExecutionCommand({ executionArn, error: 'Withdrawn', cause: 'by the citizen' }));
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'ABORTED', error: 'Withdrawn', cause: 'by the citizen', stopDate: new Date(clock.now()), input: '{"dossier":"H26-1"}',
    });
    await expect(client.send(new StopExecutionCommand({ executionArn: `${executionArn}x` }))).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  });

  it('are listed newest first, by status, page by page', async () => {
    const started: string[] = [];
    for (const name of ['one', 'two', 'three', 'four', 'five']) started.unshift(await startLifecycle(name));
    const listed: (string | undefined)[] = [];
    for await (const page of paginateListExecutions({ client, pageSize: 2 }, { stateMachineArn: arn })) {
      expect(page.executions?.length).toBeLessThanOrEqual(2);
      listed.push(...page.executions?.map(({ executionArn }) => executionArn) ?? []);
    }
    expect(listed).toEqual(started);
    await client.send(new StopExecutionCommand({ executionArn: started[2] }));
    const { executions } = await client.send(new ListExecutionsCommand({ stateMachineArn: arn, statusFilter: 'ABORTED' }));
    expect(executions?.map(({ name }) => name)).toEqual(['three']);
  });

  it('tell their history, page by page and backwards', async () => {
    const executionArn = await startLifecycle('one');
    const types: (string | undefined)[] = [];
    for await (const page of paginateGetExecutionHistory({ client, pageSize: 3 }, { executionArn })) types.push(...page.events?.map(({ type }) => type) ?? []);
    expect(types).toEqual([
      'ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited', 'ChoiceStateEntered',
      'ChoiceStateExited', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSubmitted',
    ]);
    const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 }));
    expect(events).toMatchObject([{ id: 12, type: 'TaskSubmitted', timestamp: new Date(clock.now()), taskSubmittedEventDetails: { resourceType: 'aws-sdk:dynamodb', resource: 'updateItem.waitForTaskToken' } }]);
    expect(service.executions.transitionsOf(executionArn)).toBe(3);
  });
});

describe('task tokens', () => {
  it('bring the task on, once', async () => {
    await startLifecycle('one');
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{}' }));
    await service.idle();
    expect(tokens).toHaveLength(2);
    await expect(client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{}' }))).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('can fail the task', async () => {
    const executionArn = await startLifecycle('one');
    await client.send(new SendTaskFailureCommand({ taskToken: tokens[0], error: 'Refused', cause: 'no' }));
    await service.idle();
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'no' });
    await expect(client.send(new SendTaskHeartbeatCommand({ taskToken: tokens[0] }))).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('can beat', async () => {
    await startLifecycle('one');
    await expect(client.send(new SendTaskHeartbeatCommand({ taskToken: tokens[0] }))).resolves.toMatchObject({});
  });

  it('are refused when forged, foreign or spoilt', async () => {
    await startLifecycle('one');
    const [executionArn, taskId] = JSON.parse(Buffer.from(tokens[0] ?? '', 'base64url').toString('utf8'));
    const token = (parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const send = (taskToken: string, output = '{}') => client.send(new SendTaskSuccessCommand({ taskToken, output }));
    await expect(send('nonsense')).rejects.toMatchObject({ name: 'InvalidToken' });
    await expect(send(token([executionArn, taskId, 'guessed']))).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await expect(send(token([`${executionArn}x`, taskId, 'guessed']))).rejects.toMatchObject({ name: 'TaskDoesNotExist' });
    await expect(send(tokens[0] ?? '', 'not JSON')).rejects.toMatchObject({ name: 'InvalidOutput' });
  });
});

describe('the clock and the disk', () => {
  it('fires a time limit when the clock is moved past it', async () => {
    const executionArn = await startLifecycle('one');
    clock.move(599);
    service.poke();
    await service.idle();
    expect(tokens).toHaveLength(1);
    word = 'end';
    clock.move(1);
    service.poke();
    await service.idle();
    expect((await client.send(new DescribeExecutionCommand({ executionArn }))).status).toBe('SUCCEEDED');
  });

  it('goes on after a restart with the same tokens', async () => {
    const executionArn = await startLifecycle('one');
    client.destroy();
    await service.stop();
    await start();
    word = 'end';
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{}' }));
    await service.idle();
    expect((await client.send(new DescribeExecutionCommand({ executionArn }))).status).toBe('SUCCEEDED');
  });

  it('runs a machine that starts another and waits for it', async () => {
    const outer = { QueryLanguage: 'JSONata', StartAt: 'Life', States: { Life: {
      Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2', End: true,
      Arguments: { StateMachineArn: arn, Input: { dossier: 'H26-1' } }, Output: '{% $states.result.Output %}',
    } } };
    service.deploy({ arn: `${arn}2`, name: 'lifecycle2', definition: JSON.stringify(outer) });
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn: `${arn}2` }));
    await service.idle();
    client.destroy();
    await service.stop();
    await start();
    word = 'end';
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{}' }));
    await service.idle();
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ status: 'SUCCEEDED', output: '"H26-1"' });
    expect(service.totals().executions).toBe(2);
  });

  it('answers a call it does not know with an error', async () => {
    const response = await fetch(service.url, { method: 'POST', headers: { 'x-amz-target': 'AWSStepFunctions.CreateActivity' }, body: '{}' });
    expect([response.status, await response.json()]).toMatchObject([400, { __type: 'UnknownOperationException' }]);
  });
});
