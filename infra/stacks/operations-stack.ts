import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import { type EventChannels, wakesUp, wakeVariables } from '#infra/constructs/event-channels';
import type { QueueWorker } from '#infra/constructs/queue-worker';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';
import type { Workflow } from '#infra/constructs/workflow';

export interface OperationsStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
  readonly lifecycle: Workflow;
  readonly consultation: Workflow;
  readonly signing: Workflow;
  readonly channels: EventChannels;
  readonly keeping: QueueWorker;
  readonly scans: QueueWorker;
}

/** What finds and mends what went astray: the reconciler, by itself, and rehydration, by hand. */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    super(scope, id, props);
    const { cell, api, channels, keeping, scans } = props;
    const { dossiers, register, feeds } = cell;
    const machines = [props.lifecycle, props.consultation, props.signing];
    const environment = {
      DOSSIER_TABLE: dossiers.name,
      REGISTER_TABLE: register.name,
      FEED_TABLE: feeds.name,
      ...wakeVariables(channels),
      LIFECYCLE_MACHINE_ARN: props.lifecycle.machine.stateMachineArn,
      CONSULTATION_MACHINE_ARN: props.consultation.machine.stateMachineArn,
      KEEPING_QUEUE_URL: keeping.queue.queueUrl,
      SCAN_QUEUE_URL: scans.queue.queueUrl,
      SIGNING_MACHINE_ARN: props.signing.machine.stateMachineArn,
    };
    const access = [
      dossiers.reads('attention'), dossiers.writes(), register.reads(), feeds.reads(), feeds.writes(), wakesUp(channels), keeping.sends(), scans.sends(),
      ...machines.flatMap((machine) => [machine.starts(), machine.signals(), machine.observes()]),
    ];

    const reconcile = new ServiceFunction(this, 'operations/reconcile-dossiers', {
      cell,
      owner: 'operations',
      failureImpact: {
        vi: 'Hồ sơ mất lượt điều phối hoặc sự kiện chưa được chuyển tiếp thì không ai phát hiện ra.',
        en: 'A dossier that lost its run, or an event that was not relayed, is found by nobody.',
      },
      environment,
      access,
      // Shorter than the schedule, and alone: two runs would mend the same thing twice.
      timeoutSeconds: 240,
      reservedConcurrency: 1,
      isAsynchronous: true,
    });
    new Rule(this, 'EveryFiveMinutes', {
      description: 'Compares what the record expects with what runs',
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaTarget(reconcile.lambda, { retryAttempts: 1, maxEventAge: Duration.minutes(5) })],
    });

    api.route('POST /v1/operations/rehydrations', new ServiceFunction(this, 'operations/rehydrate-dossier', {
      cell,
      owner: 'operations',
      failureImpact: { vi: 'Người vận hành không thể tự tay khởi động lại hồ sơ bị mắc kẹt.', en: 'An operator cannot give a stranded dossier its run back by hand.' },
      environment,
      access,
    }));
  }
}
