import { Duration } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { AlarmWords } from '#infra/constructs/alarm-words';
import { QueueWorker } from '#infra/constructs/queue-worker';
import type { ServiceFunction } from '#infra/constructs/service-function';

export interface EventChannelProps extends Omit<AlarmWords, 'name'> {
  readonly cell: Cell;
  /** First word of its alarms: `webhooks`. */
  readonly area: string;
}

/** Ten seconds more than a run's own limit and one last try; less than the lease. */
const WORKER_TIMEOUT = Duration.seconds(50);
/** A wake that fails so often lies in the dead letters; the sweeper finds what it was for. */
const TRIES = 5;

/** One way on which events leave: a queue of wakes for endpoints that answer soon, and one on which slow and dead ones wait for one another. */
export class EventChannel extends Construct {
  readonly wakes: QueueWorker;
  readonly patientWakes: QueueWorker;
  private readonly cell: Cell;

  constructor(scope: Construct, id: string, { cell, area, owner, humanCost }: EventChannelProps) {
    super(scope, id);
    this.cell = cell;
    const queue = { surroundings: cell, owner, humanCost, hiddenFor: Duration.seconds(6 * WORKER_TIMEOUT.toSeconds()), tries: TRIES, backlog: 1000 };
    this.wakes = new QueueWorker(this, 'Wakes', { ...queue, alarmPrefix: `${area}/wakes` });
    this.patientWakes = new QueueWorker(this, 'PatientWakes', { ...queue, alarmPrefix: `${area}/patient-wakes` });
  }

  /** What the function that delivers has to be told. */
  get environment() {
    const { register, feeds } = this.cell;
    return {
      REGISTER_TABLE: register.name,
      FEED_TABLE: feeds.name,
      WAKE_QUEUE_URL: this.wakes.queue.queueUrl,
      PATIENT_QUEUE_URL: this.patientWakes.queue.queueUrl,
    };
  }

  get timeoutSeconds(): number {
    return WORKER_TIMEOUT.toSeconds();
  }

  /** What it may do: read feeds, write deliveries, stop a subscription, and nothing with dossiers. It talks to the outside, so it may hold almost nothing. */
  delivers(): readonly PolicyStatement[] {
    const { register, feeds } = this.cell;
    const queues = [this.wakes, this.patientWakes].flatMap((each) => [...each.takes(), ...each.sends()]);
    return [...register.reads(), ...register.keepsSubscriptions(), ...feeds.reads(), ...feeds.delivers(), ...queues];
  }

  /** Lets a function say that there is something to deliver. */
  wakesUp(): readonly PolicyStatement[] {
    return this.wakes.sends();
  }

  /** Few wakes a batch, since a batch ends with its slowest; slow endpoints get places of their own. */
  deliveredBy(worker: ServiceFunction): void {
    this.wakes.workedBy(worker, { batchSize: 5, atOnce: 20 });
    this.patientWakes.workedBy(worker, { batchSize: 1, atOnce: 10 });
  }
}
