import { describe, expect, it } from '@jest/globals';
import { parseMachine } from '#local/step-functions/definition/parse-machine';

const pass = { Type: 'Pass', End: true };

function parse(definition: unknown) {
  return () => parseMachine(JSON.stringify(definition));
}

function jsonata(states: Record<string, unknown>) {
  return parse({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states });
}

describe('reading a definition', () => {
  it('keeps the states of branches and item processors in one map', () => {
    const machine = jsonata({
      Ask: { Type: 'Parallel', Branches: [{ StartAt: 'Tax', States: { Tax: pass } }], Next: 'Each' },
      Each: { Type: 'Map', ItemProcessor: { StartAt: 'One', States: { One: pass } }, End: true },
    })();
    expect([...machine.states.keys()].toSorted()).toEqual(['Ask', 'Each', 'One', 'Tax']);
  });

  it('accepts a state that says JSONata in a machine that says nothing', () => {
    expect(parse({ StartAt: 'A', States: { A: { ...pass, QueryLanguage: 'JSONata' } } })).not.toThrow();
  });

  it('refuses a JSONPath machine and names the state', () => {
    expect(parse({ StartAt: 'Accept', States: { Accept: pass } })).toThrow(/state 'Accept': it is written in JSONPath; this engine reads JSONata only/);
  });

  it('refuses a JSONPath state in a JSONata machine and names it', () => {
    expect(jsonata({ Accept: { ...pass, QueryLanguage: 'JSONPath' } })).toThrow(/state 'Accept': it is written in JSONPath/);
  });

  it('tells every fault at once', () => {
    expect(jsonata({ A: { Type: 'Pass', Next: 'Nowhere' }, B: { Type: 'Wait', End: true } }))
      .toThrow(/state 'A': it leads to 'Nowhere'.*state 'B': it needs exactly one of Seconds and Timestamp/);
  });

  it.each([
    ['a field the language does not have', { A: { ...pass, Colour: 'red' } }, /state 'A'.*Colour/],
    ['a field of JSONPath', { A: { ...pass, ResultPath: '$.x' } }, /state 'A'.*ResultPath/],
    ['an unknown state type', { A: { Type: 'Loop' } }, /state 'A': Type/],
    ['neither Next nor End', { A: { Type: 'Pass' } }, /state 'A': it needs Next or End/],
    ['both Next and End', { A: { Type: 'Pass', Next: 'A', End: true } }, /state 'A': it has both Next and End/],
    ['a syntax error in JSONata', { A: { ...pass, Output: '{% $states.input. %}' } }, /state 'A': JSONata syntax error in '\$states.input.'/],
    ['a Default beside no state', { A: { Type: 'Choice', Choices: [{ Condition: true, Next: 'A' }], Default: 'Gone' } }, /leads to 'Gone'/],
    ['an activity', { A: { Type: 'Task', Resource: 'arn:aws:states:us-east-1:1:activity:x', End: true } }, /activity tasks are not supported/],
    ['a job it cannot wait for', { A: { Type: 'Task', Resource: 'arn:aws:states:::glue:startJobRun.sync', End: true } }, /glue:startJobRun.sync/],
    ['an ItemReader', { A: { Type: 'Map', ItemReader: {}, ItemProcessor: { StartAt: 'B', States: { B: pass } }, End: true } }, /state 'A': ItemReader is not supported/],
    ['States.ALL beside other errors', { A: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true, Retry: [{ ErrorEquals: ['States.ALL', 'X'] }] } }, /States.ALL must stand alone/],
    ['a state name used twice', { A: { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: pass } }], End: true } }, /state 'A': the name is used twice/],
    ['a StartAt of a branch that is not there', { A: { Type: 'Parallel', Branches: [{ StartAt: 'X', States: { B: pass } }], End: true } }, /state 'A': StartAt names 'X'/],
  ])('refuses %s', (_what, states, message) => {
    expect(jsonata(states)).toThrow(message);
  });

  it('refuses text that is not JSON', () => {
    expect(() => parseMachine('{')).toThrow(/the definition is not JSON/);
  });
});
