import { describe, expect, test } from '@jest/globals';
import type { Effect } from '#local/step-functions/engine/execution';
import { type Reply, runMachine } from '#test/statemachines/run-machine';

const input = { dossierId: '01JD', documentId: 'doc-1', code: 'H26-261102-0001' };
const until = '2026-11-04T01:00:00.000Z';

function decision(word: string): Reply {
  return { kind: 'returns', output: { StatusCode: 200, Payload: { word, revision: 3, secondsToNextCheckpoint: 3600, waitUntil: until } } };
}

function deciding(words: readonly string[], wait: Reply): (call: Effect) => Reply {
  const rest = [...words];
  return (call) => {
    if (call.state === 'Record the failure') return { kind: 'returns', output: { Payload: {} } };
    return call.state === 'Decide on the document' ? decision(rest.shift() ?? 'ended') : wait;
  };
}

describe('the signing of a document', () => {
  test('waits for the officer, then for the seal, and ends when the record says that it is issued', async () => {
    const { execution, calls } = await runMachine('document-signing', input, deciding(['signature', 'signature'], { kind: 'is signalled' }));
    expect(execution.status).toBe('SUCCEEDED');
    expect(calls.map(({ state }) => state)).toEqual([
      'Decide on the document', 'Wait for the signature', 'Decide on the document', 'Wait for the signature', 'Decide on the document',
    ]);
  });

  test('first drafts form 04 about an apology, then waits for its signatures', async () => {
    const { execution, calls } = await runMachine('document-signing', input, deciding(['draft', 'signature'], { kind: 'is signalled' }));
    expect(execution.status).toBe('SUCCEEDED');
    expect(calls.map(({ state }) => state)).toEqual(['Decide on the document', 'Draft the letter of apology', 'Decide on the document', 'Wait for the signature', 'Decide on the document']);
    expect(calls[1]?.parameters).toMatchObject({ Payload: input });
  });

  test('records a failure when form 04 cannot be drafted', async () => {
    const failing = (call: Effect): Reply => (call.state === 'Draft the letter of apology' ? { kind: 'fails', error: 'Lambda.Unknown' } : deciding(['draft'], { kind: 'is signalled' })(call));
    const { execution, calls } = await runMachine('document-signing', input, failing);
    expect(execution).toMatchObject({ status: 'FAILED', failure: { error: 'Lambda.Unknown' } });
    expect(calls.at(-1)?.state).toBe('Record the failure');
  });

  test('asks what is to be told when the day comes before the signature', async () => {
    const { execution, calls } = await runMachine('document-signing', input, deciding(['signature'], { kind: 'times out' }));
    expect(execution.status).toBe('SUCCEEDED');
    expect(calls).toHaveLength(3);
  });

  test('leaves its token on the document, guarded by its revision', async () => {
    const { calls, execution } = await runMachine('document-signing', input, deciding(['signature'], { kind: 'is signalled' }));
    expect(calls[1]?.parameters).toMatchObject({
      Key: { pk: { S: 'D#01JD' }, sk: { S: 'C#DOCUMENT#doc-1' } },
      ConditionExpression: '#revision = :revision',
      ExpressionAttributeValues: { ':revision': { N: '3' }, ':wait': { M: { token: { S: calls[1]?.token }, until: { S: until }, executionArn: { S: execution.arn } } } },
    });
  });

  test('asks again when a signature came in between the decision and the wait', async () => {
    const { execution, calls } = await runMachine('document-signing', input, deciding(['signature'], { kind: 'fails', error: 'DynamoDb.ConditionalCheckFailedException' }));
    expect(execution.status).toBe('SUCCEEDED');
    expect(calls).toHaveLength(3);
  });

  test('costs three transitions a loop', async () => {
    const once = await runMachine('document-signing', input, deciding(['signature'], { kind: 'is signalled' }));
    const twice = await runMachine('document-signing', input, deciding(['signature', 'signature'], { kind: 'is signalled' }));
    expect(twice.execution.transitions - once.execution.transitions).toBe(3);
  });

  test('records a failure with the document it is about', async () => {
    const { execution, calls } = await runMachine('document-signing', input, deciding(['lunch'], { kind: 'is signalled' }));
    expect(execution).toMatchObject({ status: 'FAILED', failure: { error: 'UnknownWord' } });
    expect(calls.at(-1)?.parameters).toMatchObject({ Payload: { ...input, machine: 'document-signing', error: 'UnknownWord' } });
  });
});
