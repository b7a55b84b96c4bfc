import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';

export interface LogStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
}

const owner = 'operations';

/** The log that cannot be rewritten: days sealed, published for anybody, and proven to whoever may read a dossier. */
export class LogStack extends Stack {
  constructor(scope: Construct, id: string, props: LogStackProps) {
    super(scope, id, props);
    this.seal(props.cell);
    this.publish(props);
  }

  private seal(cell: Cell): void {
    const { log, papers, statementKey } = cell;
    const sealer = new ServiceFunction(this, 'log/seal-day', {
      cell,
      owner,
      failureImpact: {
        vi: 'Ngày vừa qua chưa được niêm phong, nên chưa ai chứng minh được hồ sơ của mình không bị sửa.',
        en: 'The day that is over is not sealed, so nobody can prove yet that nothing of his dossier was changed.',
      },
      environment: { LOG_TABLE: log.name, VAULT_BUCKET: papers.vault.bucketName, STATEMENT_KEY_ID: statementKey.arn, PLACE_CODE: cell.stage.province.code, TSA_URL: cell.timestampAuthorityUrl },
      access: [log.sealsDays(), papers.vaultRights.writes('log'), statementKey.signs()],
      // A million dossiers a day are held in memory and hashed once; the measurements are in docs/log.md.
      memoryMegabytes: 1769,
      timeoutSeconds: 240,
      reservedConcurrency: 1,
      isAsynchronous: true,
    });
    new Rule(this, 'EveryHour', {
      description: 'Seals the days that are over, and dates those that are not dated',
      // Ten minutes past the hour: days end at 17:00 UTC, and notes of the day are let finish.
      schedule: Schedule.cron({ minute: '12' }),
      targets: [new LambdaTarget(sealer.lambda, { retryAttempts: 1, maxEventAge: Duration.minutes(30) })],
    });
  }

  private publish({ cell, api }: LogStackProps): void {
    const { log, papers, statementKey, dossiers, register } = cell;
    const reading = { cell, owner, environment: { LOG_TABLE: log.name }, access: [log.reads()] };

    api.publicRoute('GET /v1/log/days', new ServiceFunction(this, 'log/list-days', {
      ...reading,
      failureImpact: { vi: 'Không ai xem được danh sách ngày đã niêm phong.', en: 'Nobody can see which days of the log are sealed.' },
    }));
    api.publicRoute('GET /v1/log/days/{day}', new ServiceFunction(this, 'log/read-day', {
      ...reading,
      failureImpact: { vi: 'Không ai lấy được gốc đã ký của một ngày để tự kiểm tra.', en: 'Nobody can fetch the signed root of a day to check it himself.' },
    }));
    const withKeys = { ...reading, environment: { LOG_TABLE: log.name, STATEMENT_KEY_ID: statementKey.arn }, access: [log.reads(), statementKey.publishes()] };
    const keys = new ServiceFunction(this, 'log/read-keys', {
      ...withKeys,
      failureImpact: { vi: 'Không ai lấy được khóa công khai để tự kiểm tra giấy tiếp nhận và nhật ký.', en: 'Nobody can fetch the key by which receipts and the log are checked.' },
    });
    api.publicRoute('GET /v1/log/keys', keys);
    api.publicRoute('GET /.well-known/jwks.json', keys);
    api.publicRoute('GET /verify', new ServiceFunction(this, 'log/show-verifier', {
      ...withKeys,
      failureImpact: { vi: 'Người quét mã QR trên giấy tờ không mở được trang kiểm tra.', en: 'Who scans the QR code on a paper cannot open the page that checks it.' },
    }));
    api.route('GET /v1/dossiers/{dossierId}/proof', new ServiceFunction(this, 'log/read-proof', {
      ...reading,
      environment: { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name, LOG_TABLE: log.name, VAULT_BUCKET: papers.vault.bucketName },
      access: [dossiers.reads(), register.reads(), log.reads(), papers.vaultRights.reads('log')],
      failureImpact: { vi: 'Người dân và thanh tra không lấy được bằng chứng hồ sơ không bị sửa.', en: 'People and auditors cannot fetch the proof that a dossier was not changed.' },
    }));
  }
}
