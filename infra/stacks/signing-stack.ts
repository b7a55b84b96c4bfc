import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';
import { readsDocumentKeys } from '#infra/constructs/signing-key';
import { trustOf } from '#infra/constructs/signature-trust';

export interface SigningStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
}

/** The register of who may sign as what, with which key and certificate; and whether signatures of a PDF hold. */
export class SigningStack extends Stack {
  constructor(scope: Construct, id: string, props: SigningStackProps) {
    super(scope, id, props);
    this.keepSigners(props);
    this.judgeSignatures(props);
  }

  private keepSigners({ cell, api }: SigningStackProps): void {
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

  private judgeSignatures({ cell, api }: SigningStackProps): void {
    const { dossiers, register, papers } = cell;
    const { environment: trust, access: readsTrust } = trustOf(cell);
    // A parser keeps several copies of a file in memory.
    const judging = { cell, owner: 'documents', memoryMegabytes: 1024, timeoutSeconds: 29 };

    // Reports on what lies in a dossier are noted as readings, and are to be had when it lies in a bundle.
    const noted = [dossiers.notesReadings(), papers.vaultRights.readsBundles()];

    api.publicRoute('POST /v1/signature-reports', new ServiceFunction(this, 'documents/report-signatures', {
      ...judging,
      environment: trust,
      access: [readsTrust],
      failureImpact: { vi: 'Không ai kiểm tra được chữ ký số của văn bản mình đang giữ.', en: 'Nobody can check the signature of a document he holds.' },
    }));
    api.route('GET /v1/dossiers/{dossierId}/documents/{documentId}/signatures', new ServiceFunction(this, 'documents/read-document-signatures', {
      ...judging,
      environment: { ...trust, DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name },
      access: [dossiers.reads(), register.reads(), readsTrust, papers.vaultRights.reads('documents'), ...noted],
      failureImpact: { vi: 'Người nhận kết quả không biết chữ ký trên văn bản có hợp lệ không.', en: 'Whoever receives a result cannot tell whether its signatures hold.' },
    }));
    api.route('GET /v1/dossiers/{dossierId}/papers/{paperId}/signatures', new ServiceFunction(this, 'documents/read-paper-signatures', {
      ...judging,
      environment: { ...trust, DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name },
      access: [dossiers.reads(), register.reads(), readsTrust, papers.vaultRights.reads('papers'), ...noted],
      failureImpact: { vi: 'Cán bộ không biết chữ ký số trên giấy tờ nộp vào có thật hay không.', en: 'Officials cannot tell whether the signature on a paper handed in is good.' },
    }));
  }
}
