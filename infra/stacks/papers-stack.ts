import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import { LockedRoom } from '#infra/constructs/locked-room';
import { MalwareProtection } from '#infra/constructs/malware-protection';
import { QueueWorker } from '#infra/constructs/queue-worker';
import type { ServiceApi } from '#infra/constructs/service-api';
import { trustOf } from '#infra/constructs/signature-trust';
import { ServiceFunction } from '#infra/constructs/service-function';

type PapersStackProps = StackProps & { readonly cell: Cell; readonly api: ServiceApi };

const owner = 'papers';
/** One whole processor, and more than the largest scan allowed, parsed. */
const PARSER_MEGABYTES = 1769;
const ROOM_FOR_PAPERS_MEGABYTES = 2048;
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
    this.read(props);
  }

  private judge({ cell }: PapersStackProps): void {
    const { dossiers, register, papers } = cell;
    const room = new LockedRoom(this, 'LockedRoom', { surroundings: cell, papers });
    const inspect = new ServiceFunction(this, 'papers/inspect-paper', {
      cell,
      owner,
      environment: {},
      access: [room.admits()],
      memoryMegabytes: PARSER_MEGABYTES,
      timeoutSeconds: 60,
      temporaryMegabytes: ROOM_FOR_PAPERS_MEGABYTES,
      room,
      failureImpact: { vi: 'Giấy tờ nằm mãi ở trạng thái đang kiểm tra vì không xem được bên trong.', en: 'Papers stay being checked, since nobody can look into them.' },
    });
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
      access: [dossiers.reads(), dossiers.writes(), register.reads(), papers.quarantineRights.movesUploads(), papers.quarantineRights.laysBeforeScanner('copies'), papers.vaultRights.writes('papers'), trust.access, inspect.invokes()],
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

  private read({ cell, api }: PapersStackProps): void {
    const { dossiers, register, papers } = cell;
    const environment = { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name };
    const reading = { cell, environment, owner, access: [dossiers.reads(), register.reads()] };
    api.route('GET /v1/dossiers/{dossierId}/papers', new ServiceFunction(this, 'papers/list-papers', {
      ...reading,
      failureImpact: { vi: 'Người nộp không biết giấy tờ nào bị từ chối và phải thay.', en: 'Applicants cannot learn which paper was refused and has to be replaced.' },
    }));
    api.route('GET /v1/dossiers/{dossierId}/papers/{paperId}/content', new ServiceFunction(this, 'papers/read-paper', {
      ...reading,
      environment: { ...environment, VAULT_BUCKET: papers.vault.bucketName },
      access: [...reading.access, dossiers.notesReadings(), papers.vaultRights.reads('papers'), papers.vaultRights.readsBundles()],
      failureImpact: { vi: 'Cơ quan không mở được giấy tờ của hồ sơ và không giải quyết được.', en: 'Agencies cannot open the papers of dossiers, and cannot decide on them.' },
    }));
    api.route('GET /v1/dossiers/{dossierId}/readings', new ServiceFunction(this, 'papers/list-readings', {
      ...reading,
      failureImpact: { vi: 'Người nộp không xem được ai đã đọc giấy tờ của mình.', en: 'Applicants cannot see who read their papers.' },
    }));
  }
}
