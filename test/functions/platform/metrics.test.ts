import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { METRIC, METRIC_NAMESPACE } from '#domain/notifications/metric-names';
import { countMetric, countPlaceMetric } from '#functions/platform/metrics';

const emf = z.looseObject({
  _aws: z.object({ CloudWatchMetrics: z.array(z.object({ Namespace: z.string(), Dimensions: z.array(z.array(z.string())), Metrics: z.array(z.object({ Name: z.string(), Unit: z.string() })) })) }),
});

afterEach(() => {
  jest.restoreAllMocks();
});

function emitted(count: () => void) {
  const written: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  count();
  jest.restoreAllMocks();
  return emf.parse(JSON.parse(written.join('')));
}

describe('a count of the cell as a machine', () => {
  it('is told once, in one line, without a dimension', () => {
    const line = emitted(() => countMetric(METRIC.eventsRelayed, 3));
    expect(line).toMatchObject({ [METRIC.eventsRelayed.name]: 3 });
    expect(line._aws.CloudWatchMetrics).toEqual([{ Namespace: METRIC_NAMESPACE, Dimensions: [[]], Metrics: [{ Name: METRIC.eventsRelayed.name, Unit: 'Count' }] }]);
  });

  it('is one when no number is given, as a heartbeat is', () => {
    expect(emitted(() => countMetric(METRIC.evaluatorRun))).toMatchObject({ [METRIC.evaluatorRun.name]: 1 });
  });

  it('tells seconds as seconds', () => {
    expect(emitted(() => countMetric(METRIC.relayLagSeconds, 1.5))._aws.CloudWatchMetrics[0]?.Metrics).toEqual([{ Name: METRIC.relayLagSeconds.name, Unit: 'Seconds' }]);
  });
});

describe('a figure of people\'s limits', () => {
  it('is told for the province that any agency\'s code in it belongs to, and for nothing else', () => {
    const line = emitted(() => countPlaceMetric(METRIC.dossiersOverdue, 'H26.001.02', 4));
    expect(line).toMatchObject({ Province: 'H26', [METRIC.dossiersOverdue.name]: 4 });
    expect(line._aws.CloudWatchMetrics).toEqual([{ Namespace: METRIC_NAMESPACE, Dimensions: [['Province']], Metrics: [{ Name: METRIC.dossiersOverdue.name, Unit: 'Count' }] }]);
  });

  it('is told for the ministry when the code is a ministry\'s, in its present or its former form', () => {
    expect(emitted(() => countPlaceMetric(METRIC.dossiersOverdue, 'G15.04', 4))).toMatchObject({ Ministry: 'G15' });
    expect(emitted(() => countPlaceMetric(METRIC.dossiersOverdue, '000.00.04.G15', 4))).toMatchObject({ Ministry: 'G15' });
  });

  it('tells a share in percent, and a rate without a unit', () => {
    const unitOf = (count: () => void) => emitted(count)._aws.CloudWatchMetrics[0]?.Metrics[0]?.Unit;
    expect(unitOf(() => countPlaceMetric(METRIC.atRiskShare, 'H26', 12.5))).toBe('Percent');
    expect(unitOf(() => countPlaceMetric(METRIC.burnRateFast, 'H26', 1.2))).toBe('None');
  });
});
