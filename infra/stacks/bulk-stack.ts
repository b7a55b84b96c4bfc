import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';
import { Workflow } from '#infra/constructs/workflow';

export interface BulkStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
  readonly recordFailure: ServiceFunction;
}

const owner = 'bulk';

/** Thousands of dossiers with one file: announced, uploaded, cut, handed in row by row, and answered with two files. */
export class BulkStack extends Stack {
  constructor(scope: Construct, id: string, props: BulkStackProps) {
    super(scope, id, props);
    const machine = this.machine(props);
    this.offered(props);
    this.run(props, machine);
  }

  private offered({ cell, api }: BulkStackProps): void {
    const { register, transfers } = cell;
    const environment = { REGISTER_TABLE: register.name, TRANSFER_BUCKET: transfers.name };
    const reading = { cell, owner, environment, access: [register.reads(), transfers.reads('bulk')] };
    const uploading = { ...reading, access: [register.reads(), register.keepsJobs('BULK'), transfers.writes('bulk')] };

    api.route('POST /v1/bulk-hand-ins', new ServiceFunction(this, 'bulk/announce-bulk', {
      ...uploading,
      failureImpact: { vi: 'Doanh nghiệp không nộp được nhiều hồ sơ cùng lúc và phải nộp từng hồ sơ.', en: 'Companies cannot hand in many dossiers at once and have to do it one by one.' },
    }));
    api.route('POST /v1/bulk-hand-ins/{bulkId}/paper-grants', new ServiceFunction(this, 'bulk/grant-bulk-papers', {
      ...uploading,
      failureImpact: { vi: 'Không tải lên được giấy tờ của lần nộp hàng loạt, nên các dòng cần giấy tờ bị trả lại.', en: 'The papers of a bulk hand-in cannot be uploaded, and rows that need them come back.' },
    }));
    api.route('GET /v1/bulk-hand-ins', new ServiceFunction(this, 'bulk/list-bulks', {
      ...reading,
      environment: { REGISTER_TABLE: register.name },
      access: [register.reads('listing')],
      failureImpact: { vi: 'Doanh nghiệp không xem lại được các lần nộp hàng loạt của mình.', en: 'Companies cannot find their bulk hand-ins again.' },
    }));
    api.route('GET /v1/bulk-hand-ins/{bulkId}', new ServiceFunction(this, 'bulk/read-bulk', {
      ...reading,
      failureImpact: { vi: 'Doanh nghiệp không biết hồ sơ nào đã được nhận và dòng nào phải sửa.', en: 'Companies cannot learn which dossiers were taken and which rows they have to mend.' },
    }));
  }

  private run({ cell, api }: BulkStackProps, machine: Workflow): void {
    const { register, transfers } = cell;
    const environment = { REGISTER_TABLE: register.name, TRANSFER_BUCKET: transfers.name, BULK_MACHINE_ARN: machine.machine.stateMachineArn };
    const running = { cell, owner, environment, access: [register.reads(), register.keepsJobs('BULK'), transfers.reads('bulk'), machine.starts()] };

    api.route('POST /v1/bulk-hand-ins/{bulkId}/start', new ServiceFunction(this, 'bulk/start-bulk', {
      ...running,
      failureImpact: { vi: 'Tệp đã tải lên không được xử lý, và doanh nghiệp có thể lỡ thời hạn.', en: 'Files that were uploaded are not worked on, and companies may miss a date.' },
    }));
    api.route('POST /v1/bulk-hand-ins/{bulkId}/resumption', new ServiceFunction(this, 'bulk/resume-bulk', {
      ...running,
      access: [...running.access, machine.observes()],
      failureImpact: { vi: 'Lần nộp hàng loạt bị dừng giữa chừng không thể chạy tiếp.', en: 'A bulk hand-in that stopped half way cannot be brought to its end.' },
    }));
  }

  private machine({ cell, recordFailure }: BulkStackProps): Workflow {
    const { dossiers, register, papers, transfers } = cell;
    const environment = { REGISTER_TABLE: register.name, TRANSFER_BUCKET: transfers.name };
    const keeping = { cell, owner, environment, access: [register.reads(), register.keepsJobs('BULK'), transfers.reads('bulk'), transfers.writes('bulk')], timeoutSeconds: 55 };
    const stuck = { vi: 'Lần nộp hàng loạt đứng yên: một phần hồ sơ chưa được nộp cho đến khi được cho chạy tiếp.', en: 'Bulk hand-ins stand still: part of their dossiers is not handed in until they are resumed.' };
    const cutBulk = new ServiceFunction(this, 'steps/cut-bulk', { ...keeping, failureImpact: stuck });
    const handInChunk = new ServiceFunction(this, 'steps/hand-in-chunk', {
      ...keeping,
      environment: { ...environment, DOSSIER_TABLE: dossiers.name, QUARANTINE_BUCKET: papers.quarantine.bucketName },
      access: [...keeping.access, dossiers.reads(), dossiers.writes(), register.counts(), papers.quarantineRights.takesUploads(), papers.quarantineRights.readsUploads()],
      failureImpact: stuck,
    });
    const closeBulk = new ServiceFunction(this, 'steps/close-bulk', {
      ...keeping,
      failureImpact: { vi: 'Hồ sơ đã được nộp nhưng doanh nghiệp không nhận được tệp kết quả.', en: 'Dossiers are handed in, and the company does not get the files that say which.' },
    });
    return new Workflow(this, 'BulkHandIn', {
      surroundings: cell,
      owner,
      file: 'bulk-hand-in',
      calls: [cutBulk, handInChunk, closeBulk, recordFailure],
      names: {},
      access: [],
      isDistributed: true,
      failureImpact: stuck,
    });
  }
}
