import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnSamplingRule } from 'aws-cdk-lib/aws-xray';
import type { Construct } from 'constructs';
import { METRIC } from '#domain/notifications/metric-names';
import type { Cell } from '#infra/cell';
import { cellMetric } from '#infra/constructs/cell-metric';
import { CommandBoard } from '#infra/constructs/command-board';
import type { ServiceApi } from '#infra/constructs/service-api';
import { SlaAlarm, type SlaAlarmProps } from '#infra/constructs/sla-alarm';

export interface MonitoringStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
}

const quiet = TreatMissingData.NOT_BREACHING;

/** What the cell as a whole promises people, watched: limits kept, events relayed, nothing stranded, the door open. */
export class MonitoringStack extends Stack {
  private readonly cell: Cell;

  constructor(scope: Construct, id: string, props: MonitoringStackProps) {
    super(scope, id, props);
    this.cell = props.cell;
    this.watchDeadlines();
    this.watchEvents();
    this.watchReconciler();
    this.watchDoor(props.api);
    new CommandBoard(this, 'Board', props);
    this.keepShareOfTraces();
  }

  private raise(id: string, props: Omit<SlaAlarmProps, 'alarmTopic'>): void {
    new SlaAlarm(this, id, { alarmTopic: this.cell.alarmTopic, ...props });
  }

  private watchDeadlines(): void {
    const hourly = { statistic: 'Sum', period: Duration.hours(1) };
    const atRisk = cellMetric(METRIC.slaAtRisk, hourly);
    this.raise('Breached', {
      name: 'deadlines/dossiers/overdue',
      owner: 'province one-stop centre',
      humanCost: 'At least one person was not answered by the day the law gives him, and is owed an apology and a new appointment.',
      metric: cellMetric(METRIC.slaBreached, { statistic: 'Sum', period: Duration.minutes(15) }),
      threshold: 0,
      missingData: quiet,
    });
    this.raise('AtRiskShare', {
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
    });
  }

  private watchEvents(): void {
    const owner = 'integration';
    this.raise('RelayLag', {
      name: 'relay/events/late',
      owner: 'workflow',
      humanCost: 'Agencies learn of their work minutes or hours after it was given to them, while the limit runs.',
      metric: cellMetric(METRIC.relayLagSeconds, { statistic: 'Maximum', period: Duration.minutes(5) }),
      threshold: Duration.minutes(5).toSeconds(),
      periods: 3,
      badPeriods: 2,
      missingData: quiet,
    });
    this.raise('WebhooksFailing', {
      name: 'webhooks/deliveries/failing',
      owner,
      humanCost: 'An agency\'s system does not take what it is sent; its officials see the work only if they look into the inbox.',
      metric: cellMetric(METRIC.webhookFailed, { statistic: 'Sum', period: Duration.minutes(15) }),
      threshold: 50,
      periods: 4,
      badPeriods: 3,
      missingData: quiet,
    });
    this.raise('LifecycleFailed', {
      name: 'workflow/runs/failure recorded',
      owner: 'workflow',
      humanCost: 'A dossier has lost its run; it says so in its record and waits for a new one.',
      metric: cellMetric(METRIC.lifecycleFailed, { statistic: 'Sum', period: Duration.minutes(5) }),
      threshold: 0,
      missingData: quiet,
    });
  }

  private watchReconciler(): void {
    const owner = 'operations';
    this.raise('Findings', {
      name: 'operations/reconciler/findings stay',
      owner,
      humanCost: 'Dossiers are stranded again after each repair, and their people wait.',
      metric: cellMetric(METRIC.reconcilerFindings, { statistic: 'Sum', period: Duration.minutes(5) }),
      threshold: 0,
      // One finding is the reconciler at work; four runs in a row with findings is a fault it cannot mend.
      periods: 4,
      missingData: quiet,
    });
    this.raise('Silent', {
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
    });
  }

  private watchDoor(api: ServiceApi): void {
    this.raise('ServerErrors', {
      name: 'api/door/server errors',
      owner: 'intake',
      humanCost: 'Citizens, officials or agencies are turned away by a fault of ours.',
      metric: api.metric('5xx', 'Sum'),
      threshold: 5,
      periods: 3,
      badPeriods: 2,
      missingData: quiet,
    });
    this.raise('Slow', {
      name: 'api/door/slow',
      owner: 'intake',
      humanCost: 'People at the counter wait for the screen, and phones give up and try again.',
      metric: api.metric('Latency', 'p99'),
      threshold: Duration.seconds(3).toMilliseconds(),
      periods: 6,
      badPeriods: 4,
      missingData: quiet,
    });
  }

  /** Machines and the queue honour this rule; Lambda keeps its own fixed share of calls that come without a trace. */
  private keepShareOfTraces(): void {
    const { stage } = this.cell;
    new CfnSamplingRule(this, 'Traces', {
      samplingRule: {
        ruleName: `mot-cua-${stage.name}`,
        version: 1,
        priority: 1000,
        reservoirSize: 1,
        fixedRate: stage.traceShare,
        host: '*',
        httpMethod: '*',
        urlPath: '*',
        resourceArn: '*',
        serviceName: '*',
        serviceType: '*',
      },
    });
  }
}
