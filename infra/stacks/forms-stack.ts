import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';
import { signsDocuments } from '#infra/constructs/signing-key';
import { statesReceipts } from '#infra/constructs/states-receipts';

export interface FormsStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
}

const owner = 'documents';
/** Drawing is work for the processor, whose share grows with the memory. */
const memoryMegabytes = 1024;

/** The forms of Circular 03/2025/TT-VPCP and the layouts of results, drawn from the record. */
export class FormsStack extends Stack {
  constructor(scope: Construct, id: string, { cell, api, ...props }: FormsStackProps) {
    super(scope, id, props);
    const { dossiers, register, papers, timestampAuthorityUrl } = cell;
    const environment = { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name };
    const stating = statesReceipts(cell);
    const drawing = { cell, owner, memoryMegabytes, timeoutSeconds: 29 };

    api.route('GET /v1/dossiers/{dossierId}/forms/{form}', new ServiceFunction(this, 'forms/read-form', {
      ...drawing,
      environment: { ...environment, ...stating.environment },
      access: [dossiers.reads(), register.reads(), ...stating.access],
      failureImpact: { vi: 'Người dân và cán bộ không lấy được giấy tiếp nhận và các biểu mẫu của hồ sơ.', en: 'People and officers cannot get the receipt and the other forms of a dossier.' },
    }));
    // Its seal is written into the vault once; the record it only reads.
    api.route('GET /v1/dossiers/{dossierId}/forms/{form}/sealed', new ServiceFunction(this, 'forms/read-sealed-form', {
      ...drawing,
      environment: { ...environment, ...stating.environment, VAULT_BUCKET: papers.vault.bucketName, TIMESTAMP_AUTHORITY_URL: timestampAuthorityUrl, WITHOUT_TIMESTAMP: cell.stage.withoutTimestamp ?? 'sign-without' },
      access: [dossiers.reads(), register.reads('listing'), ...stating.access, dossiers.notesReadings(), papers.vaultRights.writes('documents'), papers.vaultRights.reads('documents'), papers.vaultRights.readsBundles(), signsDocuments(this)],
      failureImpact: { vi: 'Người dân không tải được giấy tiếp nhận và các biểu mẫu có chữ ký số của cơ quan.', en: 'People cannot fetch their receipts and other forms under the seal of the agency.' },
    }));
    api.route('GET /v1/agencies/{agencyCode}/register', new ServiceFunction(this, 'forms/read-register', {
      ...drawing,
      environment,
      access: [dossiers.reads('owner'), register.reads()],
      failureImpact: { vi: 'Bộ phận một cửa không lập được sổ theo dõi hồ sơ.', en: 'A one-stop cannot draw up its register of dossiers.' },
    }));
    api.route('GET /v1/procedures/{procedureCode}/templates/{templateId}/preview', new ServiceFunction(this, 'forms/preview-template', {
      ...drawing,
      environment: { REGISTER_TABLE: register.name },
      access: [register.reads()],
      failureImpact: { vi: 'Không xem thử được mẫu văn bản kết quả trước khi công bố thủ tục.', en: 'Nobody can look at the layout of a result before a procedure is published.' },
    }));
  }
}
