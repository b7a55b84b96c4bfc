import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { AlarmWords } from '#infra/constructs/alarm-words';
import type { DeadLetters } from '#infra/constructs/dead-letters';
import type { ServiceFunction } from '#infra/constructs/service-function';
import { SlaAlarm } from '#infra/constructs/sla-alarm';

export interface FigureStreamProps extends Omit<AlarmWords, 'name'> {
  readonly cell: Cell;
  readonly failures: DeadLetters;
  readonly counter: ServiceFunction;
}

/**
 * The second reader of the dossier table's stream, beside the relay: figures that cannot be counted must never keep an
 * event from an agency or a machine. DynamoDB lets two readers share a shard.
 */
export class FigureStream extends Construct {
  constructor(scope: Construct, id: string, props: FigureStreamProps) {
    super(scope, id);
    const { counter, failures } = props;
    const mapping = new EventSourceMapping(this, 'Stream', {
      target: counter.lambda,
      eventSourceArn: props.cell.dossiers.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      // What comes within half a minute is counted together: dossiers of one desk share their rows, and a dossier that moved
      // three times is counted once.
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(30),
      // One counter a shard, so that transactions seldom meet on a row.
      parallelizationFactor: 1,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      maxRecordAge: Duration.hours(12),
      retryAttempts: 20,
      // The counter's own statements let it send there; the L2 destination would grant more.
      onFailure: { bind: () => ({ destination: failures.queue.queueArn }) },
      filters: [{ pattern: JSON.stringify({ eventName: ['INSERT'], dynamodb: { NewImage: { itemType: { S: ['EVENT'] } } } }) }],
    });
    // Lambda checks at creation that the role may read the stream.
    mapping.node.addDependency(counter);
    new SlaAlarm(this, 'Behind', {
      alarmTopic: props.cell.alarmTopic,
      name: 'sla/stream/behind',
      owner: props.owner,
      humanCost: props.humanCost,
      metric: counter.lambda.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(5) }),
      // The evaluator looks every five minutes; figures twice as old are not worth waking anybody for yet.
      threshold: Duration.minutes(10).toMilliseconds(),
      periods: 3,
      badPeriods: 2,
      // No record in the stream, no age.
      missingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
