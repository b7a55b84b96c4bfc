import { Duration } from 'aws-cdk-lib';
import { type Alarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { AlarmWords } from '#infra/constructs/alarm-words';
import type { DeadLetters } from '#infra/constructs/dead-letters';
import type { ServiceFunction } from '#infra/constructs/service-function';
import { SlaAlarm } from '#infra/constructs/sla-alarm';

export interface StreamRelayProps extends Omit<AlarmWords, 'name'> {
  readonly cell: Cell;
  readonly failures: DeadLetters;
  readonly relay: ServiceFunction;
}

/** Ties the dossier table's stream to the relay: new events only, in order, whatever cannot be relayed set aside. */
export class StreamRelay extends Construct {
  readonly behind: Alarm;

  constructor(scope: Construct, id: string, props: StreamRelayProps) {
    super(scope, id);
    const { relay, failures } = props;
    const mapping = new EventSourceMapping(this, 'Stream', {
      target: relay.lambda,
      eventSourceArn: props.cell.dossiers.streamArn,
      // From the oldest record, so that nothing written while the relay was being deployed is skipped.
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 25,
      parallelizationFactor: 4,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      // The stream keeps 24 hours; half of it leaves time to mend the relay before anything is lost.
      maxRecordAge: Duration.hours(12),
      retryAttempts: 20,
      // The relay's own statements let it send there; the L2 destination would grant more.
      onFailure: { bind: () => ({ destination: failures.queue.queueArn }) },
      filters: [{ pattern: JSON.stringify({ eventName: ['INSERT'], dynamodb: { NewImage: { itemType: { S: ['EVENT'] } } } }) }],
    });
    // Lambda checks at creation that the role may read the stream.
    mapping.node.addDependency(relay);
    this.behind = new SlaAlarm(this, 'Behind', {
      alarmTopic: props.cell.alarmTopic,
      name: 'relay/stream/behind',
      owner: props.owner,
      humanCost: props.humanCost,
      metric: relay.lambda.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(1) }),
      threshold: Duration.minutes(2).toMilliseconds(),
      periods: 5,
      badPeriods: 3,
      // No record in the stream, no age.
      missingData: TreatMissingData.NOT_BREACHING,
    }).alarm;
  }
}
