import { describe, expect, it } from '@jest/globals';
import { stages } from '#infra/stages';
import { costOf, PRICES, QUARANTINE_DAYS, totalOf } from '../../../bench/reference/cost.ts';
import { countTransitions } from '../../../bench/reference/read-executions.ts';
import { nothingUsed } from '../../../bench/reference/usage.ts';

const surroundings = { functions: [], alertingUsdPerMonth: 1000 };
const metered = (usage: Parameters<typeof costOf>[0], what: string) => costOf(usage, surroundings).find((line) => line.what === what)?.microDollars;

describe('What a reference dossier costs', () => {
  it('prices transitions and units at list price', () => {
    expect(metered({ ...nothingUsed, transitions: 28 }, 'Step Functions transitions')).toBeCloseTo(700);
    const call = { service: 'dynamodb' as const, operation: 'PutItem', readUnits: 0, writeUnits: 8, entries: 1, status: 200 };
    expect(metered({ ...nothingUsed, calls: [call] }, 'DynamoDB write units')).toBeCloseTo(5);
  });

  it('bills an invocation by its memory for each begun millisecond', () => {
    const report = { functionName: 'f', durationMilliseconds: 99.2, cpuMilliseconds: 5, failed: false, timedOut: false };
    expect(metered({ ...nothingUsed, invocations: [report] }, 'Lambda GB-seconds (local wall clock)')).toBeCloseTo(0.1 * 0.5 * 13.3334);
  });

  it('counts each message three times: sent, received, deleted', () => {
    const call = { service: 'sqs' as const, operation: 'SendMessageBatch', readUnits: 0, writeUnits: 0, entries: 2, status: 200 };
    expect(metered({ ...nothingUsed, calls: [call] }, 'SQS requests')).toBeCloseTo(2.5);
  });

  it('keeps what came in as long as production does', () => {
    expect(QUARANTINE_DAYS).toBe(stages.production.quarantineDays);
  });

  it('bills what KMS signs, and public keys read, as asymmetric operations', () => {
    const calls = ['Sign', 'GetPublicKey', 'Decrypt'].map((operation) => ({ service: 'kms' as const, operation, readUnits: 0, writeUnits: 0, entries: 1, status: 200 }));
    expect(metered({ ...nothingUsed, calls }, 'KMS: statements and documents signed, public keys read')).toBeCloseTo(30);
    expect(metered({ ...nothingUsed, calls }, 'KMS: secrets sealed and opened')).toBeCloseTo(3);
  });

  it('bears its share of what the nation pays for metrics and alarms', () => {
    expect(metered(nothingUsed, 'Metrics, alarms and boards of all cells, a share')).toBeCloseTo(120);
  });

  it('leaves scan and egress out of the second total only', () => {
    const lines = costOf(nothingUsed, surroundings);
    expect(totalOf(lines, 'all')).toBeGreaterThan(totalOf(lines, 'without-scan-and-egress'));
  });

  it('says of every price where it comes from', () => {
    for (const price of Object.values(PRICES.perUnit)) expect(price.source).not.toBe('');
  });

  it('counts a state entered, a task tried again and the end as one transition each', () => {
    const entered = (name: string) => ({ id: 1, timestamp: new Date(0), type: 'TaskStateEntered' as const, stateEnteredEventDetails: { name } });
    const event = (type: 'TaskScheduled' | 'ExecutionSucceeded') => ({ id: 1, timestamp: new Date(0), type });
    const events = [entered('decide'), event('TaskScheduled'), event('TaskScheduled'), event('ExecutionSucceeded')];
    expect(countTransitions(events)).toEqual({ states: ['decide'], transitions: 3, historyEvents: 4 });
  });
});
