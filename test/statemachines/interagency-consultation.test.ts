import { describe, expect, test } from '@jest/globals';
import type { Effect } from '#local/step-functions/engine/execution';
import { type Reply, runMachine } from '#test/statemachines/run-machine';

const input = { dossierId: '01JD', consultationId: 'C1', code: 'H26-261102-0001' };
const until = '2026-11-04T01:00:00.000Z';

function decision(word: string): Reply {
  return { kind: 'returns', output: { StatusCode: 200, Payload: { word, revision: 3, secondsToNextCheckpoint: 3600, waitUntil: until } } };
}

function deciding(words: readonly string[], wait: Reply): (call: Effect) => Reply {
  const rest = [...words];
  return (call) => {
    if (call.state === 'Record the failure') return { kind: 'returns', output: { Payload: {} } };
    return call.state === 'Decide on the consultation' ? decision(rest.shift() ?? 'ended') : wait;
  };
}

describe('a consultation', () => {
  test('waits for opinions, is told of one, and ends when the record says that enough are in', async () => {
    const { execution, calls } = await runMachine('interagency-consultation', input, deciding(['opinions', 'opinions'], { kind: 'is signalled' }));
    expect(execution.status).toBe('SUCCEEDED');
    expect(calls.map(({ state }) => state)).toEqual([
      'Decide on the consultation', 'Wait for the opinions', 'Decide on the consultation', 'Wait for the opinions', 'Decide on the consultation',
    ]);
  });

  test('asks what silence means when the limit comes before the opinions', async () => {
    const { execution, calls } = await runMachine('interagency-consultation', input, deciding(['opinions'], { kind: 'times out' }));
    expect(execution.status).toBe('SUCCEEDED');
    expect(calls).toHaveLength(3);
  });

  test('leaves its token on the consultation, guarded by its revision', async () => {
    const { calls, execution } = await runMachine('interagency-consultation', input, deciding(['opinions'], { kind: 'is signalled' }));
    expect(calls[1]?.parameters).toMatchObject({
      Key: { pk: { S: 'D#01JD' }, sk: { S: 'C#CONSULTATION#C1' } },
      ConditionExpression: '#revision = :revision',
      ExpressionAttributeValues: { ':revision': { N: '3' }, ':wait': { M: { token: { S: calls[1]?.token }, until: { S: until }, executionArn: { S: execution.arn } } } },
    });
  });

  test('asks again when an opinion came in between the decision and the wait', async () => {
    const { execution, calls } = await runMachine('interagency-consultation', input, deciding(['opinions'], { kind: 'fails', error: 'DynamoDb.ConditionalCheckFailedException' }));
    expect(execution.status).toBe('SUCCEEDED');
    expect(calls).toHaveLength(3);
  });

  test('costs three transitions a loop', async () => {
    const once = await runMachine('interagency-consultation', input, deciding(['opinions'], { kind: 'is signalled' }));
    const twice = await runMachine('interagency-consultation', input, deciding(['opinions', 'opinions'], { kind: 'is signalled' }));
    expect(twice.execution.transitions - once.execution.transitions).toBe(3);
  });

  test('records a failure with the consultation it is about', async () => {
    const { execution, calls } = await runMachine('interagency-consultation', input, deciding(['lunch'], { kind: 'is signalled' }));
    expect(execution).toMatchObject({ status: 'FAILED', failure: { error: 'UnknownWord' } });
    expect(calls.at(-1)?.parameters).toMatchObject({ Payload: { ...input, machine: 'interagency-consultation', error: 'UnknownWord' } });
  });
});
