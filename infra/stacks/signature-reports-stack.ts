import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';

/** Whether the digital signatures of a PDF hold, told to whoever has to rely on it. */
export class SignatureReportsStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly cell: Cell; readonly api: ServiceApi }) {
    super(scope, id, props);
    const { cell, api } = props;
    const { papers } = cell;
    const { trustedRoots = 'trust/roots-1.pem' } = cell.stage;
    const trust = { VAULT_BUCKET: papers.vault.bucketName, TRUSTED_ROOTS_KEY: trustedRoots };
    // A parser keeps several copies of a file in memory.
    const judging = { cell, owner: 'documents', memoryMegabytes: 1024, timeoutSeconds: 29 };

    api.publicRoute('POST /v1/signature-reports', new ServiceFunction(this, 'documents/report-signatures', {
      ...judging,
      environment: trust,
      access: [papers.readsVaultAt(trustedRoots)],
      failureImpact: { vi: 'Không ai kiểm tra được chữ ký số của văn bản mình đang giữ.', en: 'Nobody can check the signature of a document he holds.' },
    }));
  }
}
