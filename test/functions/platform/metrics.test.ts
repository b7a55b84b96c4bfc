import { afterEach, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { METRIC, METRIC_NAMESPACE } from '#domain/notifications/metric-names';
import { countMetric, type Measure } from '#functions/platform/metrics';

const emf = z.looseObject({
  _aws: z.object({ CloudWatchMetrics: z.array(z.object({ Namespace: z.string(), Dimensions: z.array(z.array(z.string())), Metrics: z.array(z.object({ Name: z.string(), Unit: z.string() })) })) }),
});

afterEach(() => {
  jest.restoreAllMocks();
});

function emitted(measure: Measure) {
  const written: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  countMetric(METRIC.slaBreached, measure);
  jest.restoreAllMocks();
  return emf.parse(JSON.parse(written.join('')));
}

it('counts once for the province and once for the whole cell, in one line', () => {
  const line = emitted({ province: 'T26', value: 3 });
  expect(line).toMatchObject({ Province: 'T26', SlaBreached: 3 });
  expect(line._aws.CloudWatchMetrics).toEqual([{ Namespace: METRIC_NAMESPACE, Dimensions: [['Province'], []], Metrics: [{ Name: 'SlaBreached', Unit: 'Count' }] }]);
});

it('counts for the whole cell alone when no province is concerned', () => {
  expect(emitted({})._aws.CloudWatchMetrics[0]?.Dimensions).toEqual([[]]);
});

it('tells seconds as seconds', () => {
  expect(emitted({ value: 1.5, unit: 'seconds' })._aws.CloudWatchMetrics[0]?.Metrics).toEqual([{ Name: 'SlaBreached', Unit: 'Seconds' }]);
});
