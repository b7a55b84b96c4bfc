import { afterEach, describe, expect, it } from '@jest/globals';
import { startEventBridge } from '#local/eventbridge/start-eventbridge';
import type { LocalEventBridge, LocalRule } from '#local/eventbridge/start-eventbridge';

const MINUTE = 60_000;
let bridge: LocalEventBridge | undefined;
afterEach(() => bridge?.stop());

/** A bridge on a clock that only moves when told. */
const start = (...rules: LocalRule[]) => {
  let now = Date.parse('2026-11-27T01:00:00Z');
  const calls: { arn: string; event: unknown }[] = [];
  const failures: unknown[] = [];
  bridge = startEventBridge({
    rules,
    clock: { now: () => now },
    invokeTarget: async (arn, event) => {
      calls.push({ arn, event });
      if (arn === 'broken') throw new Error('no such function');
    },
    onTargetFailed: (ruleName, error) => failures.push([ruleName, error]),
  });
  return {
    bridge,
    calls,
    failures,
    move: (milliseconds: number) => {
      now += milliseconds;
      bridge?.poke();
    },
  };
};
const overdue = { Source: 'mot-cua', DetailType: 'StepOverdue', Detail: '{"days":3}' };

describe('schedules', () => {
  const everyFiveMinutes: LocalRule = { name: 'reconcile', scheduleExpression: 'rate(5 minutes)', targets: [{ arn: 'reconcile-dossiers' }] };

  it('fire when due by the cell’s clock, once however far it was moved', () => {
    const { calls, move } = start(everyFiveMinutes);
    move(4 * MINUTE);
    expect(calls).toHaveLength(0);
    move(MINUTE);
    expect(calls).toHaveLength(1);
    move(3 * 1440 * MINUTE);
    expect(calls).toHaveLength(2);
    move(0);
    expect(calls).toHaveLength(2);
    move(5 * MINUTE);
    expect(calls).toHaveLength(3);
  });

  it('hand over EventBridge’s scheduled event', () => {
    const { calls, move } = start(everyFiveMinutes);
    move(5 * MINUTE);
    expect(calls[0]?.event).toMatchObject({
      version: '0',
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: '000000000000',
      time: '2026-11-27T01:05:00Z',
      region: 'ap-southeast-1',
      resources: ['arn:aws:events:ap-southeast-1:000000000000:rule/reconcile'],
      detail: {},
    });
  });

  it('fire by themselves as time passes', async () => {
    const started = Date.now();
    const almost = Date.parse('2026-11-27T01:00:59.950Z');
    await new Promise<void>((resolve) => {
      bridge = startEventBridge({
        rules: [{ name: 'daily', scheduleExpression: 'cron(1 1 * * ? *)', targets: [{ arn: 'a' }] }],
        clock: { now: () => almost + Date.now() - started },
        invokeTarget: async () => resolve(),
      });
    });
  });

  it('stay silent when switched off or stopped', () => {
    const { calls, move, bridge: stopped } = start({ ...everyFiveMinutes, enabled: false }, everyFiveMinutes);
    stopped.stop();
    move(10 * MINUTE);
    expect(calls).toEqual([]);
  });

  it('are refused at the start when they make no sense', () => {
    expect(() => start({ ...everyFiveMinutes, scheduleExpression: 'rate(5)' })).toThrow(SyntaxError);
  });
});

describe('events', () => {
  it('reach the targets of the rules they fit, each with its own input', () => {
    const { bridge: bus, calls } = start(
      { name: 'late', eventPattern: { detail: { days: [{ numeric: ['>', 2] }] } }, targets: [{ arn: 'a' }, { arn: 'b', inputPath: '$.detail' }] },
      { name: 'other', eventPattern: { source: ['elsewhere'] }, targets: [{ arn: 'c' }] },
    );
    const answer = bus.putEvents([overdue]);
    expect(answer).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
    expect(calls).toEqual([
      { arn: 'a', event: expect.objectContaining({ source: 'mot-cua', 'detail-type': 'StepOverdue', detail: { days: 3 }, time: '2026-11-27T01:00:00Z' }) },
      { arn: 'b', event: { days: 3 } },
    ]);
  });

  it('that are malformed fail alone', () => {
    const { bridge: bus, calls } = start({ name: 'all', eventPattern: { source: [{ exists: true }] }, targets: [{ arn: 'a' }] });
    const answer = bus.putEvents([{ ...overdue, Detail: '{' }, overdue]);
    expect(answer.FailedEntryCount).toBe(1);
    expect(answer.Entries).toEqual([expect.objectContaining({ ErrorCode: 'MalformedDetail' }), { EventId: expect.any(String) }]);
    expect(calls).toHaveLength(1);
  });

  it('whose target fails are told of, and harm no other target', async () => {
    const { bridge: bus, calls, failures } = start({ name: 'all', eventPattern: {}, targets: [{ arn: 'broken' }, { arn: 'a' }, { arn: 'a', input: 'no json' }] });
    bus.putEvents([overdue]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(calls.map(({ arn }) => arn)).toEqual(['broken', 'a']);
    expect(failures).toHaveLength(2);
    expect(failures).toContainEqual(['all', new Error('no such function')]);
    expect(failures).toContainEqual(['all', new SyntaxError('the target’s input is no JSON: no json')]);
  });
});
