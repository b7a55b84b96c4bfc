import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';

/** Which systems may call: their register, their keys, and the tokens they ask for. */
export class AccessStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly cell: Cell; readonly api: ServiceApi }) {
    super(scope, id, props);
    const { cell, api } = props;
    const { access, register } = cell;
    const environment = { ACCESS_TABLE: access.name };
    const reading = { cell, environment, owner: 'access', access: [] };
    const writing = { ...reading, access: [access.keepsClients()] };

    api.publicRoute('POST /v1/oauth/token', new ServiceFunction(this, 'access/issue-token', {
      ...reading,
      access: [access.issuesTokens()],
      failureImpact: {
        vi: 'Hệ thống của cơ quan và đối tác không lấy được mã truy cập; chỉ hệ thống ký từng thông điệp còn gọi được.',
        en: 'Systems of agencies and partners get no access token; only those that sign each message can still call.',
      },
    }));
    api.route('POST /v1/clients', new ServiceFunction(this, 'access/register-client', {
      ...writing,
      environment: { ...environment, REGISTER_TABLE: register.name },
      access: [access.keepsClients(), register.reads()],
      failureImpact: { vi: 'Cơ quan hoặc đối tác mới không kết nối được hệ thống của mình.', en: 'A new agency or partner cannot connect its system.' },
    }));
    api.route('GET /v1/clients', new ServiceFunction(this, 'access/list-clients', {
      ...reading,
      access: [access.listsClients()],
      failureImpact: { vi: 'Quản trị viên và kiểm toán không xem được hệ thống nào được phép gọi.', en: 'The administrator and auditors cannot see which systems may call.' },
    }));
    api.route('GET /v1/clients/{clientId}', new ServiceFunction(this, 'access/read-client', {
      ...reading,
      failureImpact: { vi: 'Hệ thống không xem được khoá của mình khi đổi khoá.', en: 'A system cannot see its own keys while it changes them.' },
    }));
    api.route('PATCH /v1/clients/{clientId}', new ServiceFunction(this, 'access/change-client', {
      ...writing,
      failureImpact: { vi: 'Không tạm ngừng được một hệ thống bị xâm nhập.', en: 'A system that was broken into cannot be shut out.' },
    }));
    api.route('POST /v1/clients/{clientId}/keys', new ServiceFunction(this, 'access/add-key', {
      ...writing,
      failureImpact: { vi: 'Hệ thống có khoá sắp hết hạn không thêm được khoá mới.', en: 'A system whose key runs out cannot add a new one.' },
    }));
    api.route('DELETE /v1/clients/{clientId}/keys/{keyId}', new ServiceFunction(this, 'access/revoke-key', {
      ...writing,
      failureImpact: { vi: 'Khoá bị lộ vẫn còn dùng được.', en: 'A key that was leaked goes on being good.' },
    }));
  }
}
