import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';
import { readsDocumentKeys } from '#infra/constructs/signing-key';

/** The register of who may sign as what, with which key and certificate. */
export class SigningStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly cell: Cell; readonly api: ServiceApi }) {
    super(scope, id, props);
    const { cell, api } = props;
    const { register } = cell;
    const reading = { cell, environment: { REGISTER_TABLE: register.name }, owner: 'signing', access: [register.reads()] };

    api.route('PUT /v1/signing-identities/{identityId}', new ServiceFunction(this, 'signing/register-identity', {
      ...reading,
      access: [register.reads(), register.keepsSigners(), readsDocumentKeys(this)],
      failureImpact: { vi: 'Lãnh đạo mới hoặc chứng thư số mới gia hạn không ký được kết quả.', en: 'A new head, or a renewed certificate, cannot sign results.' },
    }));
    api.route('GET /v1/signing-identities/{identityId}', new ServiceFunction(this, 'signing/read-identity', {
      ...reading,
      failureImpact: { vi: 'Không xem được một người ký bằng chứng thư số nào.', en: 'Nobody can see with which certificate somebody signs.' },
    }));
    api.route('GET /v1/agencies/{agencyCode}/signing-identities', new ServiceFunction(this, 'signing/list-identities', {
      ...reading,
      access: [register.reads('listing')],
      failureImpact: { vi: 'Cơ quan không biết ai ký được thay mình.', en: 'An agency cannot see who can sign for it.' },
    }));
  }
}
