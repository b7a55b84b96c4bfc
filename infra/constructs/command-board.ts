import { Duration } from 'aws-cdk-lib';
import { Dashboard, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { METRIC, type MetricOf } from '#domain/notifications/metric-names';
import type { Cell } from '#infra/cell';
import { graphOf } from '#infra/constructs/board-graph';
import { cellMetric, placeMetric } from '#infra/constructs/cell-metric';
import type { ServiceApi } from '#infra/constructs/service-api';

export interface CommandBoardProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
}

/** One page for the person on duty: limits as they pass, events, repairs, reserves and the door, in that order. */
export class CommandBoard extends Construct {
  constructor(scope: Construct, id: string, { cell: { stage }, api }: CommandBoardProps) {
    super(scope, id);
    const summed = { statistic: 'Sum', period: Duration.minutes(15) };
    const sum = (...metrics: readonly MetricOf<'cell'>[]): IMetric[] => metrics.map((metric) => cellMetric(metric, summed));
    const latest = (metric: MetricOf<'cell'>): IMetric[] => [cellMetric(metric, { statistic: 'Maximum', period: Duration.minutes(5) })];
    const passed = [METRIC.slaAtRisk, METRIC.slaBreached].map((metric) => placeMetric(metric, stage, summed));
    const board = new Dashboard(this, 'Dashboard', { dashboardName: `mot-cua-${stage.name}` });
    board.addWidgets(
      graphOf('Limits that came near, and that passed', { left: passed }),
      graphOf('Events relayed', { left: sum(METRIC.eventsRelayed), right: latest(METRIC.relayLagSeconds) }),
      graphOf('Webhooks delivered and failed', { left: sum(METRIC.webhookDelivered, METRIC.webhookFailed) }),
    );
    board.addWidgets(
      graphOf('Runs lost, findings of the reconciler, and papers nobody has looked into', { left: sum(METRIC.lifecycleFailed, METRIC.reconcilerFindings), right: latest(METRIC.papersUnchecked) }),
      graphOf('Heartbeats of reconciler and evaluator', { left: sum(METRIC.reconcilerRun, METRIC.evaluatorRun) }),
      graphOf('Executions open, and days the calendar reaches ahead', { left: latest(METRIC.executionsOpen), right: latest(METRIC.calendarDaysAhead) }),
    );
    board.addWidgets(
      graphOf('Deliveries given up, subscriptions stopped, and how far the portal is behind', { left: sum(METRIC.deliveriesGivenUp, METRIC.subscriptionsStopped), right: latest(METRIC.portalLagSeconds) }),
      graphOf('Calls and faults at the door', { left: [api.metric('Count', 'Sum')], right: [api.metric('5xx', 'Sum'), api.metric('4xx', 'Sum')] }),
      graphOf('How long callers wait', { left: [api.metric('Latency', 'p50'), api.metric('Latency', 'p99')] }),
    );
    board.addWidgets(graphOf('Days of the log not sealed or not dated, and receipts without statement', { left: latest(METRIC.logDaysUnsealed).concat(latest(METRIC.logDaysUndated)), right: sum(METRIC.receiptsUnsigned) }));
  }
}
