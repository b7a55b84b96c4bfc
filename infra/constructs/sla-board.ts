import { Duration } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, type IAlarm, type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { BURN_WINDOWS, ON_TIME_OBJECTIVE, ON_TIME_WINDOW_DAYS } from '#domain/figures/burn-rate-policy';
import { METRIC, METRIC_LEVELS, METRIC_NAMESPACE, type MetricOf } from '#domain/notifications/metric-names';
import { graphOf } from '#infra/constructs/board-graph';
import { placeMetric } from '#infra/constructs/cell-metric';
import type { Stage } from '#infra/stages';

export interface SlaBoardProps {
  readonly stage: Stage;
  /** What calls the head of the place, and what silences it. */
  readonly alarms: readonly IAlarm[];
}

/** How the evaluator's figures become one a period. */
const worst = { statistic: 'Maximum', period: Duration.minutes(5) };

/**
 * SLA by province, for the head of a place: his own figures, and below them those of every province and ministry whose metrics the
 * account sees. In a cell that is one; in a national hub that is linked to the cells as their monitoring account, it is all.
 */
export class SlaBoard extends Construct {
  constructor(scope: Construct, id: string, { stage, alarms }: SlaBoardProps) {
    super(scope, id);
    const { name } = stage.province;
    const here = (...metrics: readonly MetricOf<'place'>[]): IMetric[] => metrics.map((metric) => placeMetric(metric, stage, worst));
    const board = new Dashboard(this, 'Dashboard', { dashboardName: `mot-cua-${stage.name}-sla` });
    board.addWidgets(new AlarmStatusWidget({ title: `Who is called now: ${name}`, alarms: [...alarms], width: 24, height: 3 }));
    board.addWidgets(
      graphOf(`Open and overdue: ${name}`, { left: here(METRIC.dossiersOpen), right: here(METRIC.dossiersOverdue) }),
      graphOf('At risk, percent of what is open', { left: here(METRIC.atRiskShare) }),
      graphOf('Oldest unanswered step, working hours', { left: here(METRIC.oldestStepWorkingHours) }),
    );
    board.addWidgets(
      graphOf(`On time, percent of ${ON_TIME_WINDOW_DAYS} days`, {
        left: here(METRIC.onTimeShare),
        lines: [{ value: ON_TIME_OBJECTIVE * 100, label: 'Promised' }],
      }),
      graphOf('How fast the lateness budget is used up', {
        left: here(...BURN_WINDOWS.map(({ key }) => METRIC[key])),
        lines: BURN_WINDOWS.map(({ key, threshold }) => ({ value: threshold, label: METRIC[key].name })),
      }),
      everywhere('Passed limits, all places', METRIC.slaBreached, 'Sum'),
    );
    board.addWidgets(
      everywhere('Overdue, all places', METRIC.dossiersOverdue, 'Maximum'),
      everywhere('At risk in percent, all places', METRIC.atRiskShare, 'Maximum'),
      everywhere('On time in percent, all places', METRIC.onTimeShare, 'Minimum'),
    );
  }
}

/** One line for each province and ministry that tells the metric, without their list being known here. */
function everywhere(title: string, metric: MetricOf<'place'>, statistic: string): ReturnType<typeof graphOf> {
  const { period } = worst;
  const left = Object.values(METRIC_LEVELS).map((level) => new MathExpression({
    expression: `SEARCH('{${METRIC_NAMESPACE},${level}} MetricName="${metric.name}"', '${statistic}', ${period.toSeconds()})`,
    // Each line found is named after its place.
    label: `\${PROP('Dim.${level}')}`,
    period,
  }));
  return graphOf(title, { left });
}
