import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Surroundings } from '#infra/cell';
import type { AlarmWords } from '#infra/constructs/alarm-words';
import { keyUse } from '#infra/constructs/key-use';
import { SlaAlarm } from '#infra/constructs/sla-alarm';

export interface DeadLettersProps extends Omit<AlarmWords, 'name'> {
  readonly surroundings: Surroundings;
  readonly alarmName: AlarmWords['name'];
}

/** The last stop of what could not be handled: kept 14 days, and one message is enough to call a person. */
export class DeadLetters extends Construct {
  readonly queue: Queue;
  private readonly key: Surroundings['key'];

  constructor(scope: Construct, id: string, props: DeadLettersProps) {
    super(scope, id);
    this.key = props.surroundings.key;
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: this.key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    new SlaAlarm(this, 'NotEmpty', {
      alarmTopic: props.surroundings.alarmTopic,
      name: props.alarmName,
      owner: props.owner,
      humanCost: props.humanCost,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: Duration.minutes(5) }),
      threshold: 0,
      // SQS says nothing of a queue that has been empty for hours, which is good.
      missingData: TreatMissingData.NOT_BREACHING,
    });
  }

  /** Lets a function, or Lambda in its name, put a message here. */
  sends(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }),
      keyUse(this.key, 'sqs', 'writing'),
    ];
  }
}
