import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import { QueueWorker } from '#infra/constructs/queue-worker';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';

export interface KeepingStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
}

const owner = 'operations';
const KEEPING_TIMEOUT = Duration.seconds(240);

/** What becomes of papers for good: the applicants' electronic stores, and one bundle for each dossier that has ended. */
export class KeepingStack extends Stack {
  /** Where the relay says that there is something to keep. */
  readonly keeping: QueueWorker;

  constructor(scope: Construct, id: string, props: KeepingStackProps) {
    super(scope, id, props);
    this.keeping = this.keep(props);
    this.offer(props);
  }

  private keep({ cell }: KeepingStackProps): QueueWorker {
    const { dossiers, register, papers, stage } = cell;
    const humanCost = {
      vi: 'Giấy tờ người dân đã nộp không vào kho dữ liệu điện tử, lần sau họ phải nộp lại; hồ sơ đã xong không được đóng gói lưu trữ.',
      en: 'Papers people handed in do not reach their electronic store, and they have to bring them again; ended dossiers are not bundled for the archive.',
    };
    const queue = new QueueWorker(this, 'KeepingQueue', {
      surroundings: cell,
      alarmPrefix: 'keeping/orders',
      owner,
      humanCost,
      hiddenFor: Duration.seconds(6 * KEEPING_TIMEOUT.toSeconds()),
      tries: 5,
      backlog: 1000,
    });
    const worker = new ServiceFunction(this, 'keeping/keep-papers', {
      cell,
      owner,
      failureImpact: humanCost,
      environment: { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name, VAULT_BUCKET: papers.vault.bucketName, BUNDLE_LOCK: stage.bundleLock, SINGLES_GRACE_DAYS: String(stage.singlesGraceDays) },
      access: [dossiers.reads(), dossiers.writes(), register.reads(), papers.vaultRights.keepsBundles(), queue.takes()],
      timeoutSeconds: KEEPING_TIMEOUT.toSeconds(),
    });
    queue.workedBy(worker, { batchSize: 5, atOnce: 4 });
    return queue;
  }

  private offer({ cell, api }: KeepingStackProps): void {
    const { dossiers, register } = cell;
    api.route('GET /v1/my/holdings', new ServiceFunction(this, 'holdings/list-my-holdings', {
      cell,
      owner,
      environment: { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name },
      access: [dossiers.reads(), register.reads()],
      failureImpact: {
        vi: 'Công dân không thấy giấy tờ đã có trong kho và phải nộp lại.',
        en: 'Citizens do not see what is held of them already and have to hand it in again.',
      },
    }));
  }
}
