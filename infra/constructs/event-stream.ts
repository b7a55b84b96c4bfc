import { Duration } from 'aws-cdk-lib';
import { type Alarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { AlarmWords } from '#infra/constructs/alarm-words';
import type { DeadLetters } from '#infra/constructs/dead-letters';
import type { ServiceFunction } from '#infra/constructs/service-function';
import { SlaAlarm } from '#infra/constructs/sla-alarm';

export interface EventStreamProps extends Omit<AlarmWords, 'name'> {
  readonly cell: Cell;
  readonly failures: DeadLetters;
  readonly reader: ServiceFunction;
  readonly batch: { readonly size: number; readonly lanesPerShard: number; readonly window?: Duration };
  /** When the reader lags so far behind the table that somebody must look. */
  readonly behind: Pick<AlarmWords, 'name'> & { readonly by: Duration; readonly looksEvery: Duration; readonly periods: number; readonly badPeriods: number };
}

/**
 * Ties the dossier table's stream to a reader: new events only, in order, whatever cannot be read set aside. DynamoDB lets
 * two readers share a shard, so one that fails never keeps an event from the other.
 */
export class EventStream extends Construct {
  readonly behind: Alarm;

  constructor(scope: Construct, id: string, props: EventStreamProps) {
    super(scope, id);
    const { cell, reader, failures, batch, behind } = props;
    const mapping = new EventSourceMapping(this, 'Stream', {
      target: reader.lambda,
      eventSourceArn: cell.dossiers.streamArn,
      // From the oldest record, so that nothing written while the reader was being deployed is skipped.
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: batch.size,
      ...(batch.window && { maxBatchingWindow: batch.window }),
      parallelizationFactor: batch.lanesPerShard,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      // The stream keeps 24 hours; half of it leaves time to mend the reader before anything is lost.
      maxRecordAge: Duration.hours(12),
      retryAttempts: 20,
      // The reader's own statements let it send there; the L2 destination would grant more.
      onFailure: { bind: () => ({ destination: failures.queue.queueArn }) },
      filters: [{ pattern: JSON.stringify({ eventName: ['INSERT'], dynamodb: { NewImage: { itemType: { S: ['EVENT'] } } } }) }],
    });
    // Lambda checks at creation that the role may read the stream.
    mapping.node.addDependency(reader);
    this.behind = new SlaAlarm(this, 'Behind', {
      alarmTopic: cell.alarmTopic,
      name: behind.name,
      owner: props.owner,
      humanCost: props.humanCost,
      metric: reader.lambda.metric('IteratorAge', { statistic: 'Maximum', period: behind.looksEvery }),
      threshold: behind.by.toMilliseconds(),
      periods: behind.periods,
      badPeriods: behind.badPeriods,
      // No record in the stream, no age.
      missingData: TreatMissingData.NOT_BREACHING,
    }).alarm;
  }
}
