import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import { DeadLetters } from '#infra/constructs/dead-letters';
import { EventChannel } from '#infra/constructs/event-channel';
import { type EventChannels, wakesUp, wakeVariables } from '#infra/constructs/event-channels';
import { EventStream } from '#infra/constructs/event-stream';
import type { QueueWorker } from '#infra/constructs/queue-worker';
import { secretUse } from '#infra/constructs/secret-use';
import { ServiceFunction } from '#infra/constructs/service-function';
import type { Workflow } from '#infra/constructs/workflow';

export interface EventsStackProps extends StackProps {
  readonly cell: Cell;
  readonly lifecycle: Workflow;
  readonly consultation: Workflow;
  readonly signing: Workflow;
  readonly portal: EventChannel;
  readonly keeping: QueueWorker;
  readonly scans: QueueWorker;
}

/** What happens after an event is committed: it is told to feeds and machines, and leaves by its channels. */
export class EventsStack extends Stack {
  readonly channels: EventChannels;
  /** That the relay lags behind the table's stream. */
  readonly streamBehind: IAlarm;

  constructor(scope: Construct, id: string, props: EventsStackProps) {
    super(scope, id, props);
    this.channels = { webhooks: this.deliverWebhooks(props.cell), portal: props.portal };
    this.streamBehind = this.relayEvents(props);
  }

  private deliverWebhooks(cell: Cell): EventChannel {
    const owner = 'integration';
    const humanCost = {
      vi: 'Cơ quan không được báo việc mình phải làm, và người dân chờ mà không ai xử lý.',
      en: 'Agencies are not told of the work they owe, and people wait for nobody.',
    };
    const channel = new EventChannel(this, 'Webhooks', { cell, area: 'webhooks', owner, humanCost });
    channel.deliveredBy(new ServiceFunction(this, 'webhooks/deliver-webhook', {
      cell,
      owner,
      failureImpact: humanCost,
      environment: { ...channel.environment, SECRET_KEY_ID: cell.key.keyArn, ...(cell.stage.allowsLoopbackWebhooks && { WEBHOOK_ALLOW_LOOPBACK: 'true' }) },
      access: [channel.delivers(), secretUse(cell.key, 'open')],
      timeoutSeconds: channel.timeoutSeconds,
    }));
    return channel;
  }

  private relayEvents({ cell, lifecycle, consultation, signing, keeping, scans }: EventsStackProps): IAlarm {
    const { dossiers, register, feeds } = cell;
    const owner = 'workflow';
    const humanCost = {
      vi: 'Câu trả lời và hồ sơ mới đã được lưu, nhưng cả bộ điều phối lẫn các cơ quan đều không hay biết.',
      en: 'Answers and new dossiers are in the record, but neither the machines nor the agencies learn of them.',
    };
    const failures = new DeadLetters(this, 'RelayFailureQueue', {
      surroundings: cell,
      alarmName: 'relay/stream/events set aside',
      owner,
      humanCost,
    });
    const relay = new ServiceFunction(this, 'relay/relay-events', {
      cell,
      owner,
      failureImpact: humanCost,
      environment: {
        DOSSIER_TABLE: dossiers.name,
        REGISTER_TABLE: register.name,
        FEED_TABLE: feeds.name,
        ...wakeVariables(this.channels),
        LIFECYCLE_MACHINE_ARN: lifecycle.machine.stateMachineArn,
        CONSULTATION_MACHINE_ARN: consultation.machine.stateMachineArn,
        SIGNING_MACHINE_ARN: signing.machine.stateMachineArn,
        KEEPING_QUEUE_URL: keeping.queue.queueUrl,
        SCAN_QUEUE_URL: scans.queue.queueUrl,
      },
      access: [
        dossiers.followsStream(), dossiers.reads(), dossiers.writes(), register.reads(), feeds.reads(), feeds.writes(), wakesUp(this.channels), keeping.sends(), scans.sends(), failures.sends(),
        ...[lifecycle, consultation, signing].flatMap((machine) => [machine.starts(), machine.signals()]),
      ],
      timeoutSeconds: 60,
    });
    const batch = { size: 25, lanesPerShard: 4 };
    const behind = { name: 'relay/stream/behind' as const, by: Duration.minutes(2), looksEvery: Duration.minutes(1), periods: 5, badPeriods: 3 };
    return new EventStream(this, 'Relay', { cell, failures, reader: relay, owner, humanCost, batch, behind }).behind;
  }
}
