import { Stack, type StackProps } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnSamplingRule } from 'aws-cdk-lib/aws-xray';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import { CommandBoard } from '#infra/constructs/command-board';
import { doorAlarms } from '#infra/constructs/door-alarms';
import { eventAlarms } from '#infra/constructs/event-alarms';
import { LimitAlarm } from '#infra/constructs/limit-alarm';
import { logAlarms } from '#infra/constructs/log-alarms';
import { peopleLimits } from '#infra/constructs/people-limits';
import { PlatformIncident } from '#infra/constructs/platform-incident';
import { reserveAlarms } from '#infra/constructs/reserve-alarms';
import type { ServiceApi } from '#infra/constructs/service-api';
import { SlaAlarm } from '#infra/constructs/sla-alarm';
import { SlaBoard } from '#infra/constructs/sla-board';
import { watcherAlarms } from '#infra/constructs/watcher-alarms';
import { webhookAlarms } from '#infra/constructs/webhook-alarms';
import type { Stage } from '#infra/stages';

export interface MonitoringStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
  /** That the relay lags behind the table's stream. */
  readonly streamBehind: IAlarm;
}

/** What the cell as a whole promises people, watched: limits kept, events relayed, nothing stranded, the door open. */
export class MonitoringStack extends Stack {
  constructor(scope: Construct, id: string, props: MonitoringStackProps) {
    super(scope, id, props);
    const { alarmTopic, stage } = props.cell;
    const causes = [props.streamBehind, ...this.watchMachine(props)];
    const { alarm: incident } = new PlatformIncident(this, 'PlatformIncident', { alarmTopic, causes });
    const limits = peopleLimits(stage).map((limit) => new LimitAlarm(this, limit.id, { alarmTopic, incident, limit }).call);
    new CommandBoard(this, 'Board', props);
    new SlaBoard(this, 'SlaBoard', { stage, alarms: [...limits, incident] });
    this.keepShareOfTraces(stage);
  }

  /** Raises the alarms of the cell as a machine and gives those that mean the platform is down. */
  private watchMachine({ cell, api }: MonitoringStackProps): IAlarm[] {
    return [...eventAlarms(), ...webhookAlarms(), ...watcherAlarms(), ...logAlarms(), ...reserveAlarms(cell.stage), ...doorAlarms(api)].flatMap(({ id, isPlatformIncident, ...watched }) => {
      const { alarm } = new SlaAlarm(this, id, { alarmTopic: cell.alarmTopic, ...watched });
      return isPlatformIncident === true ? [alarm] : [];
    });
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
