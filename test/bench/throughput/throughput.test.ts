import { describe, expect, it } from '@jest/globals';
import { advancedDossier } from '../../../bench/throughput/run-clients.ts';
import { renamed } from '../../../bench/throughput/store-ceiling.ts';
import { reportThroughput } from '../../../bench/throughput/report-throughput.ts';

const call = { service: 'dynamodb' as const, operation: 'PutItem', readUnits: 0, writeUnits: 1, entries: 1, status: 200 };

describe('The load and its ceiling', () => {
  it('makes the recorded calls again under names of their own', () => {
    const recording = { id: 'ds-1', code: 'H99-1', calls: [{ ...call, body: '{"pk":"D#ds-1","code":"H99-1","key":"IDEM#abc"}' }, { ...call, service: 's3' as const }] };
    expect(renamed(recording, 'x').map(({ body }) => body)).toEqual(['{"pk":"D#ds-1-x","code":"H99-1-x","key":"IDEM#x-abc"}']);
  });

  it('gives each transaction a token of its own, since the store does nothing for one it knows', () => {
    const [again] = renamed({ id: 'ds-1', code: 'H99-1', calls: [{ ...call, body: '{"ClientRequestToken":"t"}' }] }, 'x');
    expect(again?.body).toMatch(/^\{"ClientRequestToken":"[0-9a-f-]{36}"\}$/);
  });

  it('knows from the deciding function that a dossier moved on', () => {
    const line = '{"message":"completed","dossierId":"ds-1"}';
    expect(advancedDossier('Workflow-DecideNextFunction', line)).toBe('ds-1');
    expect(advancedDossier('Workflow-DecideNextFunction', '{"message":"started","dossierId":"ds-1"}')).toBeUndefined();
    expect(advancedDossier('Desk-AcceptDossier', line)).toBeUndefined();
  });

  it('compares the rate with the ceiling of as many clients', () => {
    const latencies = { create: [1], attach: [1], check: [1], submit: [1], accept: [1], answer: [1], read: [1] };
    const run = { latencies, dossiers: 50, elapsedSeconds: 10, tooEarly: 0, clients: 8, cpuMillisecondsPerDossier: 1, invocationsPerDossier: 1, load: '0' };
    const ceiling = { clients: 8, dossiersPerSecond: 10, transactionsPerSecond: 150, unlikeTheRecording: 0 };
    expect(reportThroughput({ runs: [run], ceilings: [ceiling], storeCallsPerDossier: 1 }).bars).toMatchObject([{ measured: '50 %', isMet: false }]);
  });
});
