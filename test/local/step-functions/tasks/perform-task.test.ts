import { describe, expect, it } from '@jest/globals';
import type { Json } from '#local/json/json';
import { ApiError } from '#local/step-functions/service/api-error';
import type { Integrations } from '#local/step-functions/tasks/integrations';
import { taskPerformer } from '#local/step-functions/tasks/perform-task';
import type { ChildExecutions } from '#local/step-functions/tasks/run-child';
import { executionOf, machineOf } from '../simulate.ts';

const parent = executionOf(machineOf({ A: { Type: 'Succeed' } }));
const refusing: Integrations = {
  invokeLambda: () => Promise.reject(new Error('no function was expected')),
  callSdk: () => Promise.reject(new Error('no service was expected')),
};
const childless: ChildExecutions = {
  startExecution: () => { throw new ApiError('StateMachineDoesNotExist', 'none'); }, closed: () => undefined, executionArn: (arn, name) => `${arn}:${name}`,
};

async function perform(resource: string, parameters: Json, { integrations = {}, children = {} }: { integrations?: Partial<Integrations>; children?: Partial<ChildExecutions> } = {}) {
  const performer = taskPerformer({
    integrations: { ...refusing, ...integrations }, children: { ...childless, ...children }, place: { region: 'ap-southeast-1', accountId: '111111111111' },
  });
  return await performer({ taskId: ':1', state: 'A', resource, parameters, token: null }, parent);
}

function thrown(name: string, message = 'why'): () => Promise<never> {
  return () => Promise.reject(Object.assign(new Error(message), { name }));
}

describe('a Lambda task', () => {
  it('invokes a function by name and wraps its payload as the API does', async () => {
    const seen: unknown[] = [];
    const result = await perform('arn:aws:states:::lambda:invoke', { FunctionName: 'decide', Payload: { a: 1 } }, {
      integrations: { invokeLambda: (...given) => { seen.push(given); return Promise.resolve({ payload: { b: 2 } }); } },
    });
    expect(seen).toEqual([['arn:aws:lambda:ap-southeast-1:111111111111:function:decide', { a: 1 }]]);
    expect(result).toMatchObject({ output: { ExecutedVersion: '$LATEST', Payload: { b: 2 }, StatusCode: 200, SdkHttpMetadata: { HttpStatusCode: 200 } } });
  });

  it('gives the bare payload of a function that is the Resource', async () => {
    const arn = 'arn:aws:lambda:ap-southeast-1:111111111111:function:decide';
    expect(await perform(arn, 1, { integrations: { invokeLambda: () => Promise.resolve({ payload: 2 }) } })).toEqual({ output: 2 });
  });

  it('fails with the type the function threw', async () => {
    const payload = { errorType: 'DossierNotFound', errorMessage: 'H26-1', trace: [] };
    const result = await perform('arn:aws:states:::lambda:invoke', { FunctionName: 'f' }, { integrations: { invokeLambda: () => Promise.resolve({ functionError: 'Unhandled', payload }) } });
    expect(result).toEqual({ failure: { error: 'DossierNotFound', cause: JSON.stringify(payload) } });
  });

  it('names what the service itself refuses after Lambda', async () => {
    const result = await perform('arn:aws:states:::lambda:invoke', { FunctionName: 'f' }, { integrations: { invokeLambda: thrown('TooManyRequestsException') } });
    expect(result).toEqual({ failure: { error: 'Lambda.TooManyRequestsException', cause: 'why' } });
  });
});

describe('a service task', () => {
  it.each([
    ['arn:aws:states:::aws-sdk:dynamodb:updateItem', 'ConditionalCheckFailedException', 'DynamoDb.ConditionalCheckFailedException'],
    ['arn:aws:states:::dynamodb:updateItem', 'ConditionalCheckFailedException', 'DynamoDB.ConditionalCheckFailedException'],
    ['arn:aws:states:::aws-sdk:s3:getObject', 'NoSuchKey', 'S3.NoSuchKeyException'],
    ['arn:aws:states:::aws-sdk:sfn:startExecution', 'ExecutionLimitExceeded', 'Sfn.ExecutionLimitExceededException'],
    ['arn:aws:states:::aws-sdk:eventbridge:putEvents', 'InternalException', 'EventBridge.InternalException'],
    ['arn:aws:states:::aws-sdk:sqs:sendMessage', 'QueueDoesNotExist', 'Sqs.QueueDoesNotExistException'],
    ['arn:aws:states:::sqs:sendMessage', 'QueueDoesNotExist', 'SQS.QueueDoesNotExistException'],
    ['arn:aws:states:::aws-sdk:dynamodb:updateItem', 'Error', 'DynamoDb.SdkClientException'],
  ])('%s throwing %s fails as %s', async (resource, name, error) => {
    expect(await perform(resource, {}, { integrations: { callSdk: thrown(name) } })).toEqual({ failure: { error, cause: 'why' } });
  });

  it('calls the SDK by service and action, and gives its output as JSON without $metadata', async () => {
    const seen: unknown[] = [];
    const result = await perform('arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken', { TableName: 't' }, {
      integrations: { callSdk: (...given) => { seen.push(given); return Promise.resolve({ $metadata: {}, At: new Date(0), Attributes: {} }); } },
    });
    expect(seen).toEqual([['dynamodb', 'updateItem', { TableName: 't' }]]);
    expect(result).toEqual({ output: { At: '1970-01-01T00:00:00.000Z', Attributes: {} } });
  });

  it.each([
    ['sqs:sendMessage', { QueueUrl: 'q', MessageBody: { a: 1 } }, ['sqs', 'sendMessage', { QueueUrl: 'q', MessageBody: '{"a":1}' }]],
    ['sns:publish', { TopicArn: 't', Message: 'text' }, ['sns', 'publish', { TopicArn: 't', Message: 'text' }]],
    ['events:putEvents', { Entries: [{ Detail: { a: 1 } }] }, ['eventbridge', 'putEvents', { Entries: [{ Detail: '{"a":1}' }] }]],
  ])('%s sends JSON as the text the API wants', async (resource, parameters, call) => {
    const seen: unknown[] = [];
    await perform(`arn:aws:states:::${resource}`, parameters, { integrations: { callSdk: (...given) => { seen.push(given); return Promise.resolve({}); } } });
    expect(seen).toEqual([call]);
  });

  it('fails when EventBridge did not take an entry', async () => {
    const result = await perform('arn:aws:states:::events:putEvents', { Entries: [] }, { integrations: { callSdk: () => Promise.resolve({ FailedEntryCount: 1 }) } });
    expect(result).toMatchObject({ failure: { error: 'EventBridge.FailedEntry' } });
  });

  it('says so when there is no integration', async () => {
    expect(await perform('arn:aws:states:::glue:startJobRun', {})).toMatchObject({ failure: { error: 'States.Runtime' } });
  });
});

describe('a task that starts another machine', () => {
  const stateMachineArn = 'arn:aws:states:ap-southeast-1:111111111111:stateMachine:opinion';
  const sync = 'arn:aws:states:::states:startExecution.sync:2';

  it('answers at once without .sync', async () => {
    const names: string[] = [];
    const children: Partial<ChildExecutions> = { startExecution: ({ name }) => { names.push(name); return { executionArn: 'child', startDate: 1 }; } };
    expect(await perform('arn:aws:states:::states:startExecution', { StateMachineArn: stateMachineArn }, { children })).toEqual({ output: { ExecutionArn: 'child', StartDate: 1 } });
    await perform('arn:aws:states:::states:startExecution', { StateMachineArn: stateMachineArn }, { children });
    expect(names[0]).toBe(names[1]);
  });

  it('gives the output of the child with .sync:2, also when it was started before a kill', async () => {
    const children: Partial<ChildExecutions> = {
      startExecution: () => { throw new ApiError('ExecutionAlreadyExists', 'there'); },
      closed: () => Promise.resolve({ ...parent, status: 'SUCCEEDED' as const, output: { ok: true } }),
    };
    expect(await perform(sync, { StateMachineArn: stateMachineArn }, { children })).toMatchObject({ output: { Status: 'SUCCEEDED', Output: { ok: true } } });
    expect(await perform(sync, { StateMachineArn: stateMachineArn, Name: 'given' }, { children })).toEqual({ failure: { error: 'StepFunctions.ExecutionAlreadyExistsException', cause: 'there' } });
  });

  it('fails with .sync:2 when the child fails', async () => {
    const children: Partial<ChildExecutions> = {
      startExecution: () => ({ executionArn: 'child', startDate: 1 }),
      closed: () => Promise.resolve({ ...parent, status: 'FAILED' as const, failure: { error: 'Refused', cause: null } }),
    };
    const result = await perform(sync, { StateMachineArn: stateMachineArn }, { children });
    expect(result).toMatchObject({ failure: { error: 'States.TaskFailed', cause: expect.stringContaining('"Error":"Refused"') } });
  });
});
