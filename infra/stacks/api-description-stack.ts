import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';

/** What the API says about itself: its description, the page to try it on, the catalogue of problems, and an answer for every other address. */
export class ApiDescriptionStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly cell: Cell; readonly api: ServiceApi }) {
    super(scope, id, props);
    const { cell, api } = props;
    const reading = { cell, environment: {}, owner: 'integration', access: [] };

    const description = new ServiceFunction(this, 'api-description/read-openapi', {
      ...reading,
      failureImpact: { vi: 'Đội kỹ thuật kết nối hệ thống không đọc được cách kết nối.', en: 'Teams that connect their systems cannot read how to connect them.' },
    });
    api.publicRoute('GET /v1/openapi.json', description);
    api.publicRoute('GET /openapi.json', description);

    const reference = new ServiceFunction(this, 'api-description/read-reference', {
      ...reading,
      failureImpact: {
        vi: 'Đội kỹ thuật không có trang để tra cứu và thử các thao tác.',
        en: 'Teams that connect their systems have no page to look operations up and try them on.',
      },
    });
    api.publicRoute('GET /docs', reference);
    api.publicRoute('GET /docs/{file}', reference);

    const problems = new ServiceFunction(this, 'api-description/read-problems', {
      ...reading,
      failureImpact: { vi: 'Người bị từ chối không tra cứu được cần sửa gì.', en: 'Whoever was refused cannot look up what to mend.' },
    });
    api.publicRoute('GET /problems', problems);
    api.publicRoute('GET /problems/{code}', problems);

    api.publicRoute('$default', new ServiceFunction(this, 'api-description/answer-unknown-address', {
      ...reading,
      failureImpact: {
        vi: 'Người gọi sai địa chỉ nhận lỗi hệ thống thay vì được báo địa chỉ sai.',
        en: 'A caller of a mistyped address reads of a fault of ours instead of his own.',
      },
    }));
  }
}
