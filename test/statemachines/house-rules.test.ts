import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { machineFiles, machinePath, type State } from '#test/statemachines/machine-files';

interface NamedState {
  readonly name: string;
  readonly state: State;
  /** The Map whose iterations go through it. */
  readonly within?: string;
}

const machines = machineFiles().map((machine) => ({ ...machine, states: Object.entries(machine.definition.States).flatMap(([name, state]) => [{ name, state }, ...iterated(name, state)]) }));

function iterated(within: string, { ItemProcessor }: State): NamedState[] {
  return Object.entries(ItemProcessor?.States ?? {}).map(([name, state]) => ({ name, state, within }));
}

const LAMBDA_TROUBLE = ['Lambda.TooManyRequestsException', 'Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException'];
const TABLE_TROUBLE = ['DynamoDb.ThrottlingException', 'DynamoDb.InternalServerErrorException', 'DynamoDb.TransactionConflictException'];

function retried({ Retry }: State): string[] {
  return Retry.flatMap(({ ErrorEquals }) => ErrorEquals);
}

test('there are machines to look at', () => {
  expect(machines.map(({ name }) => name)).toEqual(['bulk-hand-in', 'calendar-replay', 'data-export', 'document-signing', 'dossier-lifecycle', 'interagency-consultation']);
});

describe.each(machines)('the machine $name', ({ name: machineName, definition, text, states }) => {
  const tasks = states.filter(({ state }) => state.Type === 'Task');
  const maps = states.filter(({ state }) => state.Type === 'Map');

  test('is valid Amazon States Language', () => {
    const validator = join(import.meta.dirname, '../../node_modules/asl-validator/dist/bin/asl-validator.js');
    const { stdout, stderr, status } = spawnSync(process.execPath, [validator, '--json-path', machinePath(machineName)], { encoding: 'utf8' });
    expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
  });

  test('says in its own words what it is for', () => {
    expect(definition.Comment.length).toBeGreaterThan(60);
    expect(definition.Comment).not.toMatch(/a description of my state machine/i);
    expect(states.filter(({ state }) => (state.Comment ?? '').length < 20)).toEqual([]);
  });

  test('speaks JSONata throughout', () => {
    expect(definition.QueryLanguage).toBe('JSONata');
    expect(states.filter(({ state }) => 'QueryLanguage' in state)).toEqual([]);
    expect(text).not.toContain('"InputPath"');
  });

  test('has states that read as what a clerk would say, not as what a programmer would type', () => {
    for (const { name } of states) expect(name).toMatch(/^[A-Z][a-z]+( [a-z-]+){2,}$/);
  });

  test('never passes its time in states that only pass, or wait longer than the decision said', () => {
    expect(states.filter(({ state }) => ['Pass', 'Parallel'].includes(state.Type))).toEqual([]);
    for (const { state } of states.filter(({ state: { Type } }) => Type === 'Wait')) expect(state.Seconds).toBe('{% $secondsToNextCheckpoint %}');
  });

  test('goes through many things at once only a few at a time, each as a run of its own that no history outgrows', () => {
    for (const { state } of maps) {
      expect(state).toMatchObject({ Items: '{% $shards %}', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } } });
      expect(state.MaxConcurrency).toBeGreaterThan(1);
      expect(state.MaxConcurrency).toBeLessThanOrEqual(16);
    }
  });

  test('names every state once, whichever Map it is in', () => {
    expect(new Set(states.map(({ name }) => name)).size).toBe(states.length);
  });

  test('limits the time of every task, and leaves every duration of law to the decision', () => {
    for (const { state } of tasks) {
      if (state.Resource?.endsWith('.waitForTaskToken')) expect(state.TimeoutSeconds).toBe('{% $secondsToNextCheckpoint %}');
      else expect(state.TimeoutSeconds).toBe(60);
    }
  });

  test('tries each task again on throttling and service trouble, with jitter and a longest delay', () => {
    for (const { state } of tasks) {
      const trouble = state.Resource?.includes('lambda') ? LAMBDA_TROUBLE : TABLE_TROUBLE;
      expect(retried(state)).toEqual(expect.arrayContaining(trouble));
      for (const retry of state.Retry) {
        expect(retry.JitterStrategy).toBe('FULL');
        expect(retry.MaxDelaySeconds).toBeGreaterThan(0);
      }
    }
  });

  test('brings every error to the state that records it, and from there to an end that fails', () => {
    // What fails in an iteration fails its Map.
    for (const { name, state } of [...tasks, ...maps].filter((each: NamedState) => each.within === undefined)) {
      const last = state.Catch.at(-1);
      expect(last?.ErrorEquals).toEqual(['States.ALL']);
      expect(last?.Next).toBe(name === 'Record the failure' ? 'The run has failed' : 'Record the failure');
    }
    expect(definition.States['Record the failure']).toMatchObject({ Next: 'The run has failed' });
    expect(definition.States['The run has failed']).toMatchObject({ Type: 'Fail' });
  });

  test('chooses by comparing the returned word with a word, and by nothing else', () => {
    for (const { state } of states) for (const { Condition } of state.Choices) expect(Condition).toMatch(/^\{% \$word = '[a-z-]+' %\}$/);
  });

  test('stores a token only on condition that the record is still the one decided on', () => {
    const waits = tasks.filter(({ state }) => state.Resource?.endsWith('.waitForTaskToken'));
    // Machines that only carry out what was ordered wait for nobody.
    expect(waits.length > 0).toBe(!['bulk-hand-in', 'data-export'].includes(machineName));
    for (const { state } of waits) {
      expect(state.Arguments).toMatchObject({ ConditionExpression: expect.stringMatching(/^#(version|revision) = :\1$/) });
      expect(state.Catch[0]).toEqual({ ErrorEquals: ['DynamoDb.ConditionalCheckFailedException', 'States.Timeout'], Next: definition.StartAt });
    }
  });

  test('waits in one manner whatever it waits for', () => {
    const waits = tasks.filter(({ state }) => state.Resource?.endsWith('.waitForTaskToken'));
    const manners = waits.map(({ state }) => JSON.stringify({ ...state, Comment: '' }));
    expect(new Set(manners).size).toBeLessThanOrEqual(1);
  });
});
