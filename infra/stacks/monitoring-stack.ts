import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnSamplingRule } from 'aws-cdk-lib/aws-xray';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import { type CellAlarm, deadlineAlarms, eventAlarms, reconcilerAlarms } from '#infra/constructs/cell-alarms';
import { CommandBoard } from '#infra/constructs/command-board';
import type { ServiceApi } from '#infra/constructs/service-api';
import { SlaAlarm } from '#infra/constructs/sla-alarm';
import type { Stage } from '#infra/stages';

export interface MonitoringStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
}

/** What the cell as a whole promises people, watched: limits kept, events relayed, nothing stranded, the door open. */
export class MonitoringStack extends Stack {
  constructor(scope: Construct, id: string, props: MonitoringStackProps) {
    super(scope, id, props);
    for (const { id: alarmId, ...alarm } of [...deadlineAlarms(), ...eventAlarms(), ...reconcilerAlarms(), ...doorAlarms(props.api)]) {
      new SlaAlarm(this, alarmId, { alarmTopic: props.cell.alarmTopic, ...alarm });
    }
    new CommandBoard(this, 'Board', props);
    this.keepShareOfTraces(props.cell.stage);
  }

  /** Machines and the queue honour this rule; Lambda keeps its own fixed share of calls that come without a trace. */
  private keepShareOfTraces(stage: Stage): void {
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

function doorAlarms(api: ServiceApi): readonly CellAlarm[] {
  const missingData = TreatMissingData.NOT_BREACHING;
  return [
    {
      id: 'ServerErrors',
      name: 'api/door/server errors',
      owner: 'intake',
      humanCost: 'Citizens, officials or agencies are turned away by a fault of ours.',
      metric: api.metric('5xx', 'Sum'),
      threshold: 5,
      periods: 3,
      badPeriods: 2,
      missingData,
    },
    {
      id: 'Slow',
      name: 'api/door/slow',
      owner: 'intake',
      humanCost: 'People at the counter wait for the screen, and phones give up and try again.',
      metric: api.metric('Latency', 'p99'),
      threshold: Duration.seconds(3).toMilliseconds(),
      periods: 6,
      badPeriods: 4,
      missingData,
    },
  ];
}
