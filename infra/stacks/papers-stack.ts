import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { MalwareProtection } from '#infra/constructs/malware-protection';
import { paperInspector } from '#infra/constructs/paper-inspector';
import { type PaperReading, routePapers } from '#infra/constructs/paper-routes';
import { QueueWorker } from '#infra/constructs/queue-worker';
import { ServiceFunction } from '#infra/constructs/service-function';
import { trustOf } from '#infra/constructs/signature-trust';

type PapersStackProps = StackProps & PaperReading;

const owner = 'papers';
/** Enough for the largest bundle, through memory in parts. */
const LAYING_TIMEOUT = Duration.seconds(120);

/** Papers between the upload and whoever reads them: scanned, looked into, kept, given out (D11). */
export class PapersStack extends Stack {
  /** Where the relay says that the papers of a dossier are complete and to be scanned together. */
  readonly scans: QueueWorker;

  constructor(scope: Construct, id: string, props: PapersStackProps) {
    super(scope, id, props);
    this.judge(props);
    this.scans = this.layBundles(props);
    this.scanAgain(props);
    routePapers(this, props);
  }

  private judge({ cell }: PapersStackProps): void {
    const { dossiers, register, papers } = cell;
    const inspect = paperInspector(this, cell);
    const trust = trustOf(cell);
    const judge = new ServiceFunction(this, 'papers/judge-paper', {
      cell,
      owner,
      environment: {
        DOSSIER_TABLE: dossiers.name,
        REGISTER_TABLE: register.name,
        QUARANTINE_BUCKET: papers.quarantine.bucketName,
        ...trust.environment,
        INSPECT_PAPER_ARN: inspect.lambda.functionArn,
      },
      access: [dossiers.reads(), dossiers.writes(), register.reads(), papers.quarantineRights.movesUploads(), papers.quarantineRights.laysBeforeScanner('copies'), papers.quarantineRights.clears(), papers.vaultRights.writes('papers'), trust.access, inspect.invokes()],
      // Longer than the two looks it waits for at most.
      timeoutSeconds: 150,
      isAsynchronous: true,
      failureImpact: { vi: 'Giấy tờ nằm mãi ở trạng thái đang kiểm tra và hồ sơ không được tiếp nhận.', en: 'Papers stay being checked, and dossiers cannot be accepted.' },
    });
    new MalwareProtection(this, 'Scanner', { bucket: papers.quarantine, key: cell.key, prefix: 'quarantine/', tells: judge.lambda });
  }

  private layBundles({ cell }: PapersStackProps): QueueWorker {
    const { dossiers, papers } = cell;
    const humanCost = {
      vi: 'Giấy tờ đã nộp được quét chậm hơn mười phút, từng tệp một, và tốn phí quét nhiều hơn.',
      en: 'Papers handed in are scanned ten minutes late, each by itself, and the scans cost more.',
    };
    const queue = new QueueWorker(this, 'ScanQueue', {
      surroundings: cell,
      alarmPrefix: 'papers/scans',
      owner,
      humanCost,
      hiddenFor: Duration.seconds(6 * LAYING_TIMEOUT.toSeconds()),
      tries: 5,
      backlog: 500,
    });
    const lay = new ServiceFunction(this, 'papers/lay-bundles', {
      cell,
      owner,
      environment: { DOSSIER_TABLE: dossiers.name, QUARANTINE_BUCKET: papers.quarantine.bucketName, VAULT_BUCKET: papers.vault.bucketName },
      access: [dossiers.reads(), papers.quarantineRights.movesUploads(), papers.quarantineRights.laysBeforeScanner('bundles'), queue.takes()],
      timeoutSeconds: LAYING_TIMEOUT.toSeconds(),
      failureImpact: humanCost,
    });
    queue.workedBy(lay, { batchSize: 1, atOnce: 4 });
    return queue;
  }

  private scanAgain({ cell }: PapersStackProps): void {
    const { dossiers, papers } = cell;
    const again = new ServiceFunction(this, 'papers/scan-again', {
      cell,
      owner,
      environment: { DOSSIER_TABLE: dossiers.name, QUARANTINE_BUCKET: papers.quarantine.bucketName, VAULT_BUCKET: papers.vault.bucketName },
      access: [dossiers.reads('attention'), papers.quarantineRights.movesUploads(), papers.quarantineRights.takesUploads()],
      timeoutSeconds: 120,
      reservedConcurrency: 1,
      isAsynchronous: true,
      failureImpact: { vi: 'Giấy tờ mất kết quả quét không được quét lại, và hồ sơ chờ mãi.', en: 'Papers whose verdict was lost are not scanned again, and their dossiers wait for ever.' },
    });
    new Rule(this, 'EveryFiveMinutes', {
      description: 'Papers nobody has looked into',
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaTarget(again.lambda, { retryAttempts: 1, maxEventAge: Duration.minutes(5) })],
    });
  }
}
