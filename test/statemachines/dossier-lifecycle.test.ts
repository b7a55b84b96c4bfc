import { describe, expect, test } from '@jest/globals';
import type { Effect } from '#local/step-functions/engine/execution';
import { type Reply, runMachine } from '#test/statemachines/run-machine';

const input = { dossierId: '01JD', code: 'H26-261102-0001', epoch: 1 };
const until = '2026-11-04T01:00:00.000Z';

function decision(word: string, version = 7): Reply {
  return { kind: 'returns', output: { StatusCode: 200, Payload: { word, version, secondsToNextCheckpoint: 3600, waitUntil: until } } };
}

/** Answers the decisions from a list, in turn, and every wait by `wait`. */
function deciding(words: readonly string[], wait: (call: Effect) => Reply = () => ({ kind: 'is signalled' })): (call: Effect) => Reply {
  const rest = [...words];
  return (call) => {
    if (call.state === 'Record the failure') return { kind: 'returns', output: { Payload: {} } };
    return call.state === 'Decide what is next' ? decision(rest.shift() ?? 'ended') : wait(call);
  };
}

function statesOf(calls: readonly Effect[]): string[] {
  return calls.map(({ state }) => state);
}

describe('the life of a dossier', () => {
  test('goes through every kind of wait and ends when the record says so', async () => {
    const { execution, calls } = await runMachine('dossier-lifecycle', input, deciding(['desk', 'agencies', 'citizen', 'payment', 'hand-over']));
    expect(execution.status).toBe('SUCCEEDED');
    expect(statesOf(calls).filter((state) => state.startsWith('Wait'))).toEqual([
      'Wait for the desk', 'Wait for the agencies', 'Wait for the citizen', 'Wait for the payment', 'Wait for the hand-over',
    ]);
  });

  test('tells the decision which dossier, which epoch and which run it is about', async () => {
    const { calls, execution } = await runMachine('dossier-lifecycle', input, deciding([]));
    expect(calls[0]?.parameters).toEqual({ FunctionName: 'DecideNextArn', Payload: { ...input, executionArn: execution.arn } });
  });

  test('leaves its token on the record of the version it decided on, with the instant and the run', async () => {
    const { calls, execution } = await runMachine('dossier-lifecycle', input, deciding(['desk']));
    const wait = calls[1];
    expect(wait?.parameters).toEqual({
      TableName: 'DossierTableName',
      Key: { pk: { S: 'D#01JD' }, sk: { S: 'A#META' } },
      UpdateExpression: 'SET #wait = :wait',
      ConditionExpression: '#version = :version',
      ExpressionAttributeNames: { '#wait': 'wait', '#version': 'version' },
      ExpressionAttributeValues: {
        ':version': { N: '7' },
        ':wait': { M: { token: { S: wait?.token }, until: { S: until }, executionArn: { S: execution.arn }, for: { S: 'desk' } } },
      },
    });
  });

  test('asks again when the checkpoint comes before a signal', async () => {
    const walk = await runMachine('dossier-lifecycle', input, deciding(['agencies'], () => ({ kind: 'times out' })));
    expect(walk.execution.status).toBe('SUCCEEDED');
    expect(statesOf(walk.calls)).toEqual(['Decide what is next', 'Wait for the agencies', 'Decide what is next']);
  });

  test('asks again at once when the record moved between the decision and the wait', async () => {
    const moved: Reply = { kind: 'fails', error: 'DynamoDb.ConditionalCheckFailedException' };
    const walk = await runMachine('dossier-lifecycle', input, deciding(['desk'], () => moved));
    expect(walk.execution.status).toBe('SUCCEEDED');
    expect(statesOf(walk.calls)).toEqual(['Decide what is next', 'Wait for the desk', 'Decide what is next']);
  });

  test('costs three transitions a loop, and two to end', async () => {
    const once = await runMachine('dossier-lifecycle', input, deciding(['desk']));
    const twice = await runMachine('dossier-lifecycle', input, deciding(['desk', 'agencies']));
    expect(twice.execution.transitions - once.execution.transitions).toBe(3);
    expect(once.execution.transitions).toBe(3 + 3);
  });

  test('fits nine waits, from the desk over six stages and a supplement to the hand-over, into 30 transitions', async () => {
    const words = ['desk', 'agencies', 'agencies', 'citizen', 'agencies', 'agencies', 'agencies', 'agencies', 'hand-over'];
    const { execution } = await runMachine('dossier-lifecycle', input, deciding(words));
    expect(execution.transitions).toBe(30);
  });
});

describe('when something fails', () => {
  test('a throttled call is tried again and counts one transition', async () => {
    let throttled = 0;
    const calm = deciding(['desk']);
    const walk = await runMachine('dossier-lifecycle', input, (call) => {
      throttled += 1;
      return throttled <= 2 ? { kind: 'fails', error: 'Lambda.TooManyRequestsException' } : calm(call);
    });
    expect(walk.execution.status).toBe('SUCCEEDED');
    expect(walk.execution.transitions).toBe(6 + 2);
  });

  test('a busy table is tried again', async () => {
    let busy = 0;
    const walk = await runMachine('dossier-lifecycle', input, deciding(['desk'], () => {
      busy += 1;
      return busy <= 3 ? { kind: 'fails', error: 'DynamoDb.TransactionConflictException' } : { kind: 'is signalled' };
    }));
    expect(walk.execution.status).toBe('SUCCEEDED');
  });

  test('a decision that keeps failing is recorded, with its reason, and the run fails', async () => {
    const walk = await runMachine('dossier-lifecycle', input, (call) =>
      call.state === 'Record the failure' ? { kind: 'returns', output: { Payload: {} } } : { kind: 'fails', error: 'TypeError' });
    expect(walk.execution).toMatchObject({ status: 'FAILED', failure: { error: 'TypeError', cause: 'as the test asked' } });
    expect(statesOf(walk.calls)).toEqual([...Array<string>(5).fill('Decide what is next'), 'Record the failure']);
    expect(walk.calls.at(-1)?.parameters).toEqual({
      FunctionName: 'RecordFailureArn',
      Payload: { ...input, machine: 'dossier-lifecycle', executionArn: walk.execution.arn, error: 'TypeError', cause: 'as the test asked' },
    });
  });

  test('a word the machine does not know is recorded as a failure, never guessed', async () => {
    const walk = await runMachine('dossier-lifecycle', input, deciding(['lunch']));
    expect(walk.execution).toMatchObject({ status: 'FAILED', failure: { error: 'UnknownWord' } });
    expect(statesOf(walk.calls)).toEqual(['Decide what is next', 'Record the failure']);
  });

  test('a decision without a word is recorded as a failure', async () => {
    const walk = await runMachine('dossier-lifecycle', input, () => ({ kind: 'returns', output: { Payload: {} } }));
    expect(walk.execution.status).toBe('FAILED');
    expect(statesOf(walk.calls)).toContain('Record the failure');
  });

  test('the run still fails with its first reason when even the failure cannot be recorded', async () => {
    const walk = await runMachine('dossier-lifecycle', input, () => ({ kind: 'fails', error: 'TypeError' }));
    expect(walk.execution).toMatchObject({ status: 'FAILED', failure: { error: 'TypeError' } });
  });

  test('a table that refuses for another reason than the version ends in a recorded failure', async () => {
    const walk = await runMachine('dossier-lifecycle', input, deciding(['desk'], () => ({ kind: 'fails', error: 'DynamoDb.ResourceNotFoundException' })));
    expect(walk.execution).toMatchObject({ status: 'FAILED', failure: { error: 'DynamoDb.ResourceNotFoundException' } });
    expect(statesOf(walk.calls).at(-1)).toBe('Record the failure');
  });
});
