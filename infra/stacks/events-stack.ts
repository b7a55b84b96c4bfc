import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { RETRY_SECONDS } from '#domain/notifications/retry-schedule';
import type { Cell } from '#infra/cell';
import { DeadLetters } from '#infra/constructs/dead-letters';
import { EventStream } from '#infra/constructs/event-stream';
import { QueueWorker } from '#infra/constructs/queue-worker';
import { ServiceFunction } from '#infra/constructs/service-function';
import type { Workflow } from '#infra/constructs/workflow';

export interface EventsStackProps extends StackProps {
  readonly cell: Cell;
  readonly lifecycle: Workflow;
  readonly consultation: Workflow;
}

const WEBHOOK_TIMEOUT = Duration.seconds(60);

/** What happens after an event is committed: the relay tells the machines and the queue, and webhooks go out. */
export class EventsStack extends Stack {
  readonly webhooks: QueueWorker;
  /** That the relay lags behind the table's stream. */
  readonly streamBehind: IAlarm;

  constructor(scope: Construct, id: string, props: EventsStackProps) {
    super(scope, id, props);
    this.webhooks = this.deliverWebhooks(props.cell);
    this.streamBehind = this.relayEvents(props);
  }

  private deliverWebhooks(cell: Cell): QueueWorker {
    const owner = 'integration';
    const humanCost = {
      vi: 'Cơ quan không được báo việc mình phải làm, và người dân chờ mà không ai xử lý.',
      en: 'Agencies are not told of the work they owe, and people wait for nobody.',
    };
    const webhooks = new QueueWorker(this, 'WebhookQueue', {
      surroundings: cell,
      alarmPrefix: 'webhooks/queue',
      owner,
      humanCost,
      hiddenFor: Duration.seconds(6 * WEBHOOK_TIMEOUT.toSeconds()),
      // The first try and the whole schedule, three days; whoever is silent for longer lies in the dead letters.
      tries: RETRY_SECONDS.length + 1,
      backlog: 1000,
    });
    const deliver = new ServiceFunction(this, 'webhooks/deliver-webhook', {
      cell,
      owner,
      failureImpact: humanCost,
      environment: {
        REGISTER_TABLE: cell.register.name,
        ...(cell.stage.allowsLoopbackWebhooks && { WEBHOOK_ALLOW_LOOPBACK: 'true' }),
      },
      // It talks to the outside, so it may hold almost nothing: no dossier, no writing.
      access: [cell.register.reads(), webhooks.takes()],
      timeoutSeconds: WEBHOOK_TIMEOUT.toSeconds(),
    });
    webhooks.workedBy(deliver, { batchSize: 10, atOnce: 20 });
    return webhooks;
  }

  private relayEvents({ cell, lifecycle, consultation }: EventsStackProps): IAlarm {
    const { dossiers, register } = cell;
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
        WEBHOOK_QUEUE_URL: this.webhooks.queue.queueUrl,
        LIFECYCLE_MACHINE_ARN: lifecycle.machine.stateMachineArn,
        CONSULTATION_MACHINE_ARN: consultation.machine.stateMachineArn,
      },
      access: [
        dossiers.followsStream(), dossiers.reads(), dossiers.writes(), register.reads(), this.webhooks.sends(), failures.sends(),
        ...[lifecycle, consultation].flatMap((machine) => [machine.starts(), machine.signals()]),
      ],
      timeoutSeconds: 60,
    });
    const batch = { size: 25, lanesPerShard: 4 };
    const behind = { name: 'relay/stream/behind' as const, by: Duration.minutes(2), looksEvery: Duration.minutes(1), periods: 5, badPeriods: 3 };
    return new EventStream(this, 'Relay', { cell, failures, reader: relay, owner, humanCost, batch, behind }).behind;
  }
}
