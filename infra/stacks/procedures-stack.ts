import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';

/** The catalogue of procedures and the register of agencies: what may be asked for, and who answers. */
export class ProceduresStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly cell: Cell; readonly api: ServiceApi }) {
    super(scope, id, props);
    const { cell, api } = props;
    const { register } = cell;
    const environment = { REGISTER_TABLE: register.name };
    const reading = { cell, environment, owner: 'catalogue', access: [register.reads()] };
    const writing = { cell, environment, owner: 'catalogue', access: [register.reads(), register.writes()] };

    api.publicRoute('GET /v1/procedures', new ServiceFunction(this, 'procedures/search-procedures', {
      ...reading,
      access: [register.reads('listing')],
      failureImpact: { vi: 'Người dân không tìm được thủ tục mình cần.', en: 'People cannot find the procedure they need.' },
    }));
    api.publicRoute('GET /v1/procedures/{procedureCode}', new ServiceFunction(this, 'procedures/read-procedure', {
      ...reading,
      failureImpact: {
        vi: 'Người dân không xem được thủ tục cần giấy tờ gì, phí bao nhiêu và thời hạn bao lâu.',
        en: 'People cannot see which papers, fees and time limits a procedure has.',
      },
    }));
    api.route('POST /v1/procedures', new ServiceFunction(this, 'procedures/publish-procedure', {
      ...writing,
      failureImpact: { vi: 'Nghị quyết sửa đổi thủ tục không thể có hiệu lực đúng ngày.', en: 'A resolution that changes a procedure cannot take effect on its day.' },
    }));
    api.route('PUT /v1/agencies/{agencyCode}', new ServiceFunction(this, 'agencies/register-agency', {
      ...writing,
      failureImpact: { vi: 'Cơ quan mới lập hoặc mới sáp nhập không được giao việc.', en: 'A new or merged agency cannot be given work.' },
    }));
  }
}
