import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { METRIC, type MetricName } from '#domain/notifications/metric-names';
import type { Cell } from '#infra/cell';
import { cellMetric } from '#infra/constructs/cell-metric';
import type { ServiceApi } from '#infra/constructs/service-api';

export interface CommandBoardProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
}

/** One page for the person on duty: limits, events, repairs and the door, in that order. */
export class CommandBoard extends Construct {
  constructor(scope: Construct, id: string, { cell, api }: CommandBoardProps) {
    super(scope, id);
    const sum = (...names: readonly MetricName[]): IMetric[] =>
      names.map((name) => cellMetric(name, { statistic: 'Sum', period: Duration.minutes(15) }));
    const lag = cellMetric(METRIC.relayLagSeconds, { statistic: 'Maximum', period: Duration.minutes(5) });
    const board = new Dashboard(this, 'Dashboard', { dashboardName: `mot-cua-${cell.stage.name}` });
    board.addWidgets(
      graph('Limits: at risk and overdue', sum(METRIC.slaAtRisk, METRIC.slaBreached)),
      graph('Events relayed', sum(METRIC.eventsRelayed), [lag]),
      graph('Webhooks delivered and failed', sum(METRIC.webhookDelivered, METRIC.webhookFailed)),
    );
    board.addWidgets(
      graph('Runs lost and findings of the reconciler', sum(METRIC.lifecycleFailed, METRIC.reconcilerFindings, METRIC.reconcilerRun)),
      graph('Calls and faults at the door', [api.metric('Count', 'Sum')], [api.metric('5xx', 'Sum'), api.metric('4xx', 'Sum')]),
      graph('How long callers wait', [api.metric('Latency', 'p50'), api.metric('Latency', 'p99')]),
    );
  }
}

function graph(title: string, left: IMetric[], right: IMetric[] = []): GraphWidget {
  return new GraphWidget({ title, left, right, width: 8, height: 6 });
}
