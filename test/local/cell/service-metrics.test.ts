import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { SERVICE_METRICS, putAccessMetrics, putExecutionMetrics, putInvocationMetrics, putIteratorAge, putQueueMetrics } from '#local/cell/service-metrics';
import type { EvaluatedResource } from '#local/assembly/evaluated-resource';
import { cellOf } from '#test/infra/synthesized-cell';

const reported: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(SERVICE_METRICS));
const watchedMetric = z.object({ Namespace: z.string(), MetricName: z.string() });
const alarm = z.object({
  AlarmName: z.string(),
  Namespace: z.string().optional(),
  MetricName: z.string().optional(),
  Metrics: z.array(z.object({ MetricStat: z.object({ Metric: watchedMetric }).optional() })).default([]),
});

/** One sentence for each metric of an AWS service that an alarm watches and this cell does not report. */
function complaints(properties: unknown): string[] {
  const { AlarmName, Metrics, ...single } = alarm.parse(properties);
  const watched = [...watchedMetric.array().parse(single.Namespace === undefined ? [] : [single]), ...Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric ?? [])];
  return watched
    .filter(({ Namespace, MetricName }) => Namespace.startsWith('AWS/') && reported.get(Namespace)?.includes(MetricName) !== true)
    .map(({ Namespace, MetricName }) => `The alarm "${AlarmName}" watches ${Namespace} ${MetricName}, which nothing in the local cell reports: add it to local/cell/service-metrics.ts.`);
}

describe('what AWS services report by themselves', () => {
  it('is reported by the cell too, for every alarm of the template', () => {
    const alarms = cellOf('local').all('AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThan(0);
    expect(alarms.flatMap(({ Properties }) => complaints(Properties))).toEqual([]);
  });

  it('is complained of in a sentence when the cell does not know it', () => {
    const math = { AlarmName: 'a/b/c', Metrics: [{ MetricStat: { Metric: { Namespace: 'AWS/SNS', MetricName: 'NumberOfNotificationsFailed' } } }] };
    expect(complaints(math)).toEqual(['The alarm "a/b/c" watches AWS/SNS NumberOfNotificationsFailed, which nothing in the local cell reports: add it to local/cell/service-metrics.ts.']);
    expect(complaints({ AlarmName: 'd/e/f', Namespace: 'AWS/SQS', MetricName: 'SentMessageSize' })).toHaveLength(1);
  });

  it('is put under each of the names it is known to report, and under no other', async () => {
    const put = new Map<string, Set<string>>();
    const putMetric = ({ namespace, name }: { namespace: string; name: string }): void => {
      put.set(namespace, (put.get(namespace) ?? new Set()).add(name));
    };
    putInvocationMetrics(putMetric, { functionName: 'f', durationMilliseconds: 1.4, cpuMilliseconds: 1, failed: true, timedOut: false });
    putIteratorAge(putMetric, 'arn:aws:lambda:ap-southeast-1:000000000000:function:f', 5);
    putAccessMetrics(putMetric, { apiId: 'a', requestId: 'r', routeKey: 'GET /', status: 200, latencyMilliseconds: 3.2 });
    for (const status of ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']) putExecutionMetrics(putMetric, { machineArn: 'm', status, startedAt: 1, stoppedAt: 2 });
    const queue: EvaluatedResource = { stackName: 'S', logicalId: 'Q', path: 'S/Q', type: 'AWS::SQS::Queue', name: 'q', ref: 'url', attributes: {}, properties: {} };
    await putQueueMetrics(putMetric, [queue], async () => ({ ApproximateNumberOfMessages: 1, ApproximateNumberOfMessagesNotVisible: 2, ApproximateNumberOfMessagesDelayed: 3 }));
    expect([...put].map(([namespace, names]) => [namespace, [...names].toSorted()])).toEqual(Object.entries(SERVICE_METRICS).map(([namespace, names]) => [namespace, names.toSorted()]));
  });
});
