import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Surroundings } from '#infra/cell';
import type { AlarmName, AlarmWords } from '#infra/constructs/alarm-words';
import { DeadLetters } from '#infra/constructs/dead-letters';
import { keyUse } from '#infra/constructs/key-use';
import type { ServiceFunction } from '#infra/constructs/service-function';
import { SlaAlarm } from '#infra/constructs/sla-alarm';

export interface QueueWorkerProps extends Omit<AlarmWords, 'name'> {
  readonly surroundings: Surroundings;
  /** The first two words of its alarms, `<area>/<thing>`. */
  readonly alarmPrefix: `${string}/${string}`;
  /** How long a received message stays hidden; at least six times the worker's time limit, as Lambda advises. */
  readonly hiddenFor: Duration;
  /** How often a message is tried before it goes to the dead letters. */
  readonly tries: number;
  /** How many messages may wait to be taken; those that wait for their next try are hidden and do not count. */
  readonly backlog: number;
}

/** A queue, its dead letters and their alarms; `workedBy` gives it the function that empties it. */
export class QueueWorker extends Construct {
  readonly queue: Queue;
  readonly deadLetters: DeadLetters;
  private readonly key: Surroundings['key'];

  constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    super(scope, id);
    const { surroundings, owner, humanCost } = props;
    const alarm = (what: string): AlarmName => `${props.alarmPrefix}/${what}`;
    this.key = surroundings.key;
    this.deadLetters = new DeadLetters(this, 'DeadLetters', { surroundings, owner, humanCost, alarmName: alarm('dead letters') });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: this.key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: props.hiddenFor,
      deadLetterQueue: { queue: this.deadLetters.queue, maxReceiveCount: props.tries },
    });
    new SlaAlarm(this, 'BackingUp', {
      alarmTopic: surroundings.alarmTopic,
      name: alarm('backing up'),
      owner,
      humanCost,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: Duration.minutes(5) }),
      threshold: props.backlog,
      periods: 3,
      // SQS says nothing of a queue that has been empty for hours, which is good.
      missingData: TreatMissingData.NOT_BREACHING,
    });
  }

  /** Lets a function put work here. */
  sends(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }),
      keyUse(this.key, 'sqs', 'writing'),
    ];
  }

  /** Lets a function take work from here and set when it comes back. */
  takes(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
        resources: [this.queue.queueArn],
      }),
      keyUse(this.key, 'sqs', 'reading'),
    ];
  }

  /** @param atOnce how many batches are worked on at the same time, so that a slow receiver cannot take all concurrency */
  workedBy(worker: ServiceFunction, { batchSize, atOnce }: { readonly batchSize: number; readonly atOnce: number }): void {
    const mapping = new EventSourceMapping(this, 'Worker', {
      target: worker.lambda,
      eventSourceArn: this.queue.queueArn,
      batchSize,
      maxConcurrency: atOnce,
      reportBatchItemFailures: true,
    });
    // Lambda checks at creation that the role may read the queue.
    mapping.node.addDependency(worker);
  }
}
