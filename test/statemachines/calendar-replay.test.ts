import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import type { Effect } from '#local/step-functions/engine/execution';
import { type Reply, runMachine } from '#test/statemachines/run-machine';

const payload = z.object({ Payload: z.object({ shard: z.number() }) });
const input = { edition: 7, epoch: 1 };
const until = '2026-11-04T01:00:00.000Z';
const LOOK = 'Look at the next page';
const RECOUNT = 'Recount the next page';
const DECIDE = 'Decide how the replay stands';

function returns(payload: Record<string, string | number | number[]>): Reply {
  return { kind: 'returns', output: { StatusCode: 200, Payload: payload } };
}

interface Course {
  readonly words: readonly string[];
  readonly shards?: number[];
  readonly page?: (call: Effect) => Reply;
  readonly wait?: () => Reply;
}

/** Answers the decisions from a list, in turn; pages are done at once and approvals come, unless said otherwise. */
function going({ words, shards = [0, 1], page = () => returns({ word: 'done' }), wait = () => ({ kind: 'is signalled' }) }: Course): (call: Effect) => Reply {
  const rest = [...words];
  return (call) => {
    if (call.state === DECIDE) return returns({ word: rest.shift() ?? 'ended', version: 3, shards, secondsToNextCheckpoint: 120, waitUntil: until });
    if (call.state === 'Record the failure') return returns({});
    return call.state === 'Wait for the approval' ? wait() : page(call);
  };
}

const statesOf = (calls: readonly Effect[]): string[] => calls.map(({ state }) => state);

describe('the replay of a calendar', () => {
  test('looks at every shard, waits for a person, lets the old calendar be forgotten and recounts every shard', async () => {
    const { execution, calls } = await runMachine('calendar-replay', input, going({ words: ['preview', 'approval', 'forget', 'apply', 'ended'] }));
    expect(execution.status).toBe('SUCCEEDED');
    expect(statesOf(calls)).toEqual([DECIDE, LOOK, LOOK, DECIDE, 'Wait for the approval', DECIDE, DECIDE, RECOUNT, RECOUNT, DECIDE]);
  });

  test('asks each shard for page after page until there is no more, and says which edition, which shard and what for', async () => {
    const left = new Map([[0, 2], [1, 0], [5, 1]]);
    const page = ({ parameters }: Effect): Reply => {
      const { shard } = payload.parse(parameters).Payload;
      const more = left.get(shard) ?? 0;
      left.set(shard, more - 1);
      return returns({ word: more > 0 ? 'more' : 'done' });
    };
    const { execution, calls } = await runMachine('calendar-replay', input, going({ words: ['apply'], shards: [0, 1, 5], page }));
    expect(execution.status).toBe('SUCCEEDED');
    const asked = calls.filter(({ state }) => state === RECOUNT).map(({ parameters }) => JSON.stringify(parameters)).toSorted();
    const place = (shard: number) => JSON.stringify({ FunctionName: 'RecountPageArn', Payload: { edition: 7, mode: 'apply', shard } });
    expect(asked).toEqual([place(0), place(0), place(0), place(1), place(5), place(5)]);
  });

  test('has nothing to go through when every shard is done', async () => {
    const { execution, calls } = await runMachine('calendar-replay', input, going({ words: ['preview'], shards: [] }));
    expect([execution.status, statesOf(calls)]).toEqual(['SUCCEEDED', [DECIDE, DECIDE]]);
  });

  test('works at no more than eight shards at a time', async () => {
    const { calls, mostOpen } = await runMachine('calendar-replay', input, going({ words: ['apply'], shards: Array.from({ length: 32 }, (_none, shard) => shard) }));
    expect(statesOf(calls).filter((state) => state === RECOUNT)).toHaveLength(32);
    expect(mostOpen).toBe(8);
  });

  test('leaves its token on the proposal of the version it decided on', async () => {
    const { calls, execution } = await runMachine('calendar-replay', input, going({ words: ['approval'] }));
    const wait = calls[1];
    expect(wait?.parameters).toEqual({
      TableName: 'RegisterTableName',
      Key: { pk: { S: 'CALENDAR' }, sk: { S: 'E#000007' } },
      UpdateExpression: 'SET #wait = :wait',
      ConditionExpression: '#version = :version',
      ExpressionAttributeNames: { '#wait': 'wait', '#version': 'version' },
      ExpressionAttributeValues: {
        ':version': { N: '3' },
        ':wait': { M: { token: { S: wait?.token }, until: { S: until }, executionArn: { S: execution.arn } } },
      },
    });
  });

  test.each<[string, Reply]>([
    ['somebody decided between the question and the wait', { kind: 'fails', error: 'DynamoDb.ConditionalCheckFailedException' }],
    ['nobody has decided for a while', { kind: 'times out' }],
  ])('asks again when %s', async (_case, reply) => {
    const { execution, calls } = await runMachine('calendar-replay', input, going({ words: ['approval'], wait: () => reply }));
    expect([execution.status, statesOf(calls)]).toEqual(['SUCCEEDED', [DECIDE, 'Wait for the approval', DECIDE]]);
  });
});

describe('when something fails', () => {
  test('a page that keeps failing is tried again, then recorded, and the run fails', async () => {
    const walk = await runMachine('calendar-replay', input, going({ words: ['apply'], shards: [0], page: () => ({ kind: 'fails', error: 'TypeError' }) }));
    expect(walk.execution).toMatchObject({ status: 'FAILED', failure: { error: 'States.ExceedToleratedFailureThreshold' } });
    expect(statesOf(walk.calls)).toEqual([DECIDE, ...Array<string>(5).fill(RECOUNT), 'Record the failure']);
    expect(walk.calls.at(-1)?.parameters).toMatchObject({ Payload: { edition: 7, epoch: 1, machine: 'calendar-replay', error: 'States.ExceedToleratedFailureThreshold' } });
  });

  test('a page that fails once is asked for again, and the others go on', async () => {
    let failures = 0;
    const page = (): Reply => {
      failures += 1;
      return failures === 1 ? { kind: 'fails', error: 'Lambda.TooManyRequestsException' } : returns({ word: 'done' });
    };
    const walk = await runMachine('calendar-replay', input, going({ words: ['apply'], shards: [0, 1, 2], page }));
    expect(walk.execution.status).toBe('SUCCEEDED');
    expect(statesOf(walk.calls).filter((state) => state === RECOUNT)).toHaveLength(4);
  });

  test.each(['preview', 'apply'])('a page that answers with a word the machine does not know ends the %s in a recorded failure', async (word) => {
    const walk = await runMachine('calendar-replay', input, going({ words: [word], shards: [0], page: () => returns({ word: 'lunch' }) }));
    expect(walk.execution.status).toBe('FAILED');
    expect(statesOf(walk.calls).at(-1)).toBe('Record the failure');
  });

  test('a decision with a word the machine does not know is recorded as a failure, never guessed', async () => {
    const walk = await runMachine('calendar-replay', input, going({ words: ['lunch'] }));
    expect(walk.execution).toMatchObject({ status: 'FAILED', failure: { error: 'UnknownWord' } });
    expect(statesOf(walk.calls)).toEqual([DECIDE, 'Record the failure']);
  });
});
