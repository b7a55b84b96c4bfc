import { describe, expect, it } from '@jest/globals';
import { parseEmf } from '#local/cloudwatch/parse-emf';

const line = (more: Record<string, unknown> = {}, directive: Record<string, unknown> = {}): string =>
  JSON.stringify({
    _aws: { Timestamp: 1000, CloudWatchMetrics: [{ Namespace: 'MotCua', Dimensions: [['service', 'level']], Metrics: [{ Name: 'Late', Unit: 'Count' }], ...directive }] },
    service: 'relay',
    level: 'province',
    Late: 2,
    ...more,
  });

describe('a log line in embedded metric format', () => {
  it('holds a metric with its dimensions, unit and time', () => {
    expect(parseEmf(line())).toEqual([{ namespace: 'MotCua', name: 'Late', dimensions: { service: 'relay', level: 'province' }, unit: 'Count', values: [2], at: 1000 }]);
  });

  it('may hold several values, dimension sets and metrics', () => {
    const points = parseEmf(line({ Late: [1, 2], Open: 5 }, { Dimensions: [['service'], []], Metrics: [{ Name: 'Late', Unit: 'Count' }, { Name: 'Open' }] }));
    expect(points.map(({ name, dimensions, unit, values }) => [name, dimensions, unit, values])).toEqual([
      ['Late', { service: 'relay' }, 'Count', [1, 2]],
      ['Late', {}, 'Count', [1, 2]],
      ['Open', { service: 'relay' }, 'None', [5]],
      ['Open', {}, 'None', [5]],
    ]);
  });

  it('means no dimension when it lists no set', () => {
    expect(parseEmf(line({}, { Dimensions: [] })).map(({ dimensions }) => dimensions)).toEqual([{}]);
  });

  it('is read behind the prefix a runtime may write', () => {
    expect(parseEmf(`2026-11-27T01:00:00Z\tabc\tINFO\t${line()}`)).toHaveLength(1);
  });

  it.each([['no json'], ['{"level":"INFO"}'], ['{"_aws":{}}'], ['{"_aws": broken'], [line({ Late: 'two' })], [line({ level: undefined })]])('any other line holds none: %s', (text) => {
    expect(parseEmf(text)).toEqual([]);
  });
});
