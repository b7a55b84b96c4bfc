import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import { DeadLetters } from '#infra/constructs/dead-letters';
import { EventStream } from '#infra/constructs/event-stream';
import { QueueWorker } from '#infra/constructs/queue-worker';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';

export interface FiguresStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
}

const owner = 'operations';
const REBUILD_TIMEOUT = Duration.seconds(120);

/** How dossiers become figures: counted from the stream, and counted anew when asked. */
export class FiguresStack extends Stack {
  constructor(scope: Construct, id: string, props: FiguresStackProps) {
    super(scope, id, props);
    this.count(props);
    this.rebuild(props);
  }

  private count({ cell }: FiguresStackProps): void {
    const { dossiers, figures } = cell;
    const humanCost = {
      vi: 'Bảng theo dõi của lãnh đạo và số liệu công khai không còn đúng, hồ sơ quá hạn có thể không được nhìn thấy.',
      en: 'The scoreboards of heads and of the public are no longer right, and late dossiers may go unseen.',
    };
    const failures = new DeadLetters(this, 'CounterFailureQueue', { surroundings: cell, alarmName: 'sla/stream/events set aside', owner, humanCost });
    const counter = new ServiceFunction(this, 'sla/count-dossiers', {
      cell,
      owner,
      failureImpact: humanCost,
      environment: { DOSSIER_TABLE: dossiers.name, FIGURES_TABLE: figures.name, LOG_TABLE: cell.log.name },
      access: [dossiers.followsStream(), dossiers.reads(), figures.reads(), figures.writes(), cell.log.notesHeads(), failures.sends()],
      timeoutSeconds: 60,
    });
    // What comes within half a minute is counted together: dossiers of one desk share their rows, and a dossier that moved three
    // times is counted once. One counter a shard, so that transactions seldom meet on a row.
    const batch = { size: 100, window: Duration.seconds(30), lanesPerShard: 1 };
    // The evaluator looks every five minutes; figures twice as old are not worth waking anybody for yet.
    const behind = { name: 'sla/stream/behind' as const, by: Duration.minutes(10), looksEvery: Duration.minutes(5), periods: 3, badPeriods: 2 };
    new EventStream(this, 'Counting', { cell, failures, reader: counter, owner, humanCost, batch, behind });
  }

  private rebuild({ cell, api }: FiguresStackProps): void {
    const { dossiers, figures } = cell;
    const humanCost = {
      vi: 'Số liệu bị sai không được đếm lại từ hồ sơ, và bảng theo dõi vẫn hiển thị số cũ.',
      en: 'Figures that went wrong are not counted anew from the record, and the scoreboards stay as they were.',
    };
    const queue = new QueueWorker(this, 'RebuildQueue', {
      surroundings: cell,
      alarmPrefix: 'sla/rebuild-queue',
      owner,
      humanCost,
      hiddenFor: Duration.seconds(6 * REBUILD_TIMEOUT.toSeconds()),
      tries: 5,
      // A rebuild begins with 64 parts.
      backlog: 100,
    });
    const environment = { FIGURES_TABLE: figures.name, REBUILD_QUEUE_URL: queue.queue.queueUrl };
    const counter = new ServiceFunction(this, 'sla/count-census', {
      cell,
      owner,
      failureImpact: humanCost,
      environment: { ...environment, DOSSIER_TABLE: dossiers.name },
      access: [dossiers.reads('census'), figures.reads(), figures.writes(), queue.takes(), queue.sends()],
      timeoutSeconds: REBUILD_TIMEOUT.toSeconds(),
    });
    // Four side by side count some hundred dossiers a second and seldom meet on a row.
    queue.workedBy(counter, { batchSize: 1, atOnce: 4 });
    api.route('POST /v1/operations/figure-rebuilds', new ServiceFunction(this, 'operations/rebuild-figures', {
      cell,
      owner,
      failureImpact: humanCost,
      environment,
      access: [figures.reads(), figures.writes(), queue.sends()],
      timeoutSeconds: 29,
    }));
  }
}
