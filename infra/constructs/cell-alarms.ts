import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC } from '#domain/notifications/metric-names';
import { cellMetric } from '#infra/constructs/cell-metric';
import type { SlaAlarmProps } from '#infra/constructs/sla-alarm';

/** An alarm before it is told where it is heard. */
export type CellAlarm = Omit<SlaAlarmProps, 'alarmTopic'> & { readonly id: string };

const quiet = TreatMissingData.NOT_BREACHING;

/** The limits of law, for all dossiers of the cell. */
export function deadlineAlarms(): readonly CellAlarm[] {
  const hourly = { statistic: 'Sum', period: Duration.hours(1) };
  const atRisk = cellMetric(METRIC.slaAtRisk, hourly);
  return [
    {
      id: 'Breached',
      name: 'deadlines/dossiers/overdue',
      owner: 'province one-stop centre',
      humanCost: 'At least one person was not answered by the day the law gives him, and is owed an apology and a new appointment.',
      metric: cellMetric(METRIC.slaBreached, { statistic: 'Sum', period: Duration.minutes(15) }),
      threshold: 0,
      missingData: quiet,
    },
    {
      id: 'AtRiskShare',
      name: 'deadlines/dossiers/too many at risk',
      owner: 'province one-stop centre',
      humanCost: 'Many people will be answered late in the next days unless work is moved now.',
      // Of a hundred things that happen to dossiers, how many are a limit coming near; below twenty an hour a share says nothing.
      metric: new MathExpression({
        expression: 'IF(atRisk >= 20, 100 * atRisk / relayed, 0)',
        usingMetrics: { atRisk, relayed: cellMetric(METRIC.eventsRelayed, hourly) },
        period: hourly.period,
        label: 'Share of events that say a limit is near, in percent',
      }),
      threshold: 10,
      periods: 3,
      badPeriods: 2,
      missingData: quiet,
    },
  ];
}

/** What was decided reaches those who have to know. */
export function eventAlarms(): readonly CellAlarm[] {
  return [
    {
      id: 'RelayLag',
      name: 'relay/events/late',
      owner: 'workflow',
      humanCost: 'Agencies learn of their work minutes or hours after it was given to them, while the limit runs.',
      metric: cellMetric(METRIC.relayLagSeconds, { statistic: 'Maximum', period: Duration.minutes(5) }),
      threshold: Duration.minutes(5).toSeconds(),
      periods: 3,
      badPeriods: 2,
      missingData: quiet,
    },
    {
      id: 'WebhooksFailing',
      name: 'webhooks/deliveries/failing',
      owner: 'integration',
      humanCost: 'An agency\'s system does not take what it is sent; its officials see the work only if they look into the inbox.',
      metric: cellMetric(METRIC.webhookFailed, { statistic: 'Sum', period: Duration.minutes(15) }),
      threshold: 50,
      periods: 4,
      badPeriods: 3,
      missingData: quiet,
    },
    {
      id: 'LifecycleFailed',
      name: 'workflow/runs/failure recorded',
      owner: 'workflow',
      humanCost: 'A dossier has lost its run and stands still until the reconciler starts another.',
      metric: cellMetric(METRIC.lifecycleFailed, { statistic: 'Sum', period: Duration.minutes(5) }),
      threshold: 0,
      missingData: quiet,
    },
  ];
}

/** Whoever looks for stranded dossiers is himself looked after. */
export function reconcilerAlarms(): readonly CellAlarm[] {
  const owner = 'operations';
  return [
    {
      id: 'Findings',
      name: 'operations/reconciler/findings stay',
      owner,
      humanCost: 'Dossiers are stranded again after each repair, and their people wait.',
      metric: cellMetric(METRIC.reconcilerFindings, { statistic: 'Sum', period: Duration.minutes(5) }),
      threshold: 0,
      // One finding is the reconciler at work; four runs in a row with findings is a fault it cannot mend.
      periods: 4,
      missingData: quiet,
    },
    {
      id: 'Silent',
      name: 'operations/reconciler/silent',
      owner,
      humanCost: 'Nobody looks for stranded dossiers any more, so every other silence may be a false one.',
      metric: cellMetric(METRIC.reconcilerRun, { statistic: 'Sum', period: Duration.minutes(5) }),
      threshold: 1,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      periods: 4,
      badPeriods: 3,
      // The dead man's switch: no heartbeat is the alarm.
      missingData: TreatMissingData.BREACHING,
    },
  ];
}
