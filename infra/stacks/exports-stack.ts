import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';
import { Workflow } from '#infra/constructs/workflow';

export interface ExportsStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
  readonly recordFailure: ServiceFunction;
}

const owner = 'bulk';

/** All of an applicant's or an agency's dossiers in an open format, written part by part. */
export class ExportsStack extends Stack {
  constructor(scope: Construct, id: string, props: ExportsStackProps) {
    super(scope, id, props);
    const { cell, api } = props;
    const { register, transfers } = cell;
    const machine = this.machine(props);
    const running = { cell, owner, environment: { REGISTER_TABLE: register.name, EXPORT_MACHINE_ARN: machine.machine.stateMachineArn }, access: [register.reads(), register.keepsJobs('EXPORT'), machine.starts()] };

    api.route('POST /v1/exports', new ServiceFunction(this, 'exports/order-export', {
      ...running,
      failureImpact: { vi: 'Không ai lấy được toàn bộ dữ liệu của mình hay của cơ quan mình.', en: 'Nobody can take out all of their own or their agency\'s data.' },
    }));
    api.route('GET /v1/exports/{exportId}', new ServiceFunction(this, 'exports/read-export', {
      cell,
      owner,
      environment: { REGISTER_TABLE: register.name, TRANSFER_BUCKET: transfers.name },
      access: [register.reads(), transfers.reads('exports')],
      failureImpact: { vi: 'Dữ liệu đã xuất xong mà không tải về được.', en: 'Data that was exported cannot be fetched.' },
    }));
    api.route('POST /v1/exports/{exportId}/resumption', new ServiceFunction(this, 'exports/resume-export', {
      ...running,
      access: [...running.access, machine.observes()],
      failureImpact: { vi: 'Lần xuất dữ liệu bị dừng giữa chừng không thể chạy tiếp.', en: 'An export that stopped half way cannot be brought to its end.' },
    }));
  }

  private machine({ cell, recordFailure }: ExportsStackProps): Workflow {
    const { dossiers, register, transfers } = cell;
    const stuck = { vi: 'Việc xuất dữ liệu dừng giữa chừng cho đến khi được cho chạy tiếp.', en: 'Exports stand still half way until they are resumed.' };
    const writePart = new ServiceFunction(this, 'steps/write-export-part', {
      cell,
      owner,
      environment: { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name, TRANSFER_BUCKET: transfers.name },
      access: [dossiers.reads('owner', 'census'), register.reads(), register.keepsJobs('EXPORT'), transfers.writes('exports')],
      timeoutSeconds: 55,
      failureImpact: stuck,
    });
    return new Workflow(this, 'DataExport', { surroundings: cell, owner, file: 'data-export', calls: [writePart, recordFailure], names: {}, access: [], failureImpact: stuck });
  }
}
