import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';
import { signsDocuments } from '#infra/constructs/signing-key';
import { statesReceipts } from '#infra/constructs/states-receipts';

/** What agencies write in a dossier: drafted, signed by people and sealed, read by those it is for. */
export class DocumentsStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly cell: Cell; readonly api: ServiceApi }) {
    super(scope, id, props);
    this.addReading(props);
    this.addSigning(props);
  }

  private addReading({ cell, api }: { readonly cell: Cell; readonly api: ServiceApi }): void {
    const { dossiers, register, papers } = cell;
    const environment = { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name };
    const reading = { cell, owner: 'documents', environment, access: [dossiers.reads(), register.reads()] };

    api.route('GET /v1/dossiers/{dossierId}/documents', new ServiceFunction(this, 'documents/list-documents', {
      ...reading,
      failureImpact: { vi: 'Không ai thấy hồ sơ có văn bản nào, đang chờ ai ký.', en: 'Nobody sees which documents a dossier has, and whose signature they wait for.' },
    }));
    api.route('GET /v1/dossiers/{dossierId}/documents/{documentId}', new ServiceFunction(this, 'documents/read-document', {
      ...reading,
      failureImpact: { vi: 'Người ký không biết văn bản đang ở đâu nên không ký được.', en: 'A signer cannot see how a document stands, and so cannot sign it.' },
    }));
    api.route('GET /v1/dossiers/{dossierId}/documents/{documentId}/content', new ServiceFunction(this, 'documents/read-document-content', {
      ...reading,
      environment: { ...environment, VAULT_BUCKET: papers.vault.bucketName },
      access: [dossiers.reads(), register.reads(), dossiers.notesReadings(), papers.vaultRights.reads('documents'), papers.vaultRights.readsBundles()],
      failureImpact: { vi: 'Người dân không tải được kết quả đã ký; người ký không xem được bản cần ký.', en: 'People cannot fetch their signed results, and signers cannot see what they are to sign.' },
    }));
    api.route('GET /v1/my/signatures', new ServiceFunction(this, 'documents/list-my-signatures', {
      ...reading,
      environment: { DOSSIER_TABLE: dossiers.name },
      access: [dossiers.reads('owner')],
      failureImpact: { vi: 'Lãnh đạo không thấy văn bản nào đang chờ mình ký.', en: 'Heads do not see what waits for their signature.' },
    }));
  }

  private addSigning({ cell, api }: { readonly cell: Cell; readonly api: ServiceApi }): void {
    const { dossiers, register, papers, timestampAuthorityUrl } = cell;
    const environment = { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name };
    const moving = { cell, owner: 'documents', environment, access: [dossiers.reads(), dossiers.writes(), register.reads('listing')] };
    const inVault = { ...environment, VAULT_BUCKET: papers.vault.bucketName };
    const stating = statesReceipts(cell);
    // Drawing and signing are work for the processor, whose share grows with the memory.
    const working = { ...moving, memoryMegabytes: 1024, timeoutSeconds: 29 };

    api.route('POST /v1/dossiers/{dossierId}/steps/{stepId}/documents', new ServiceFunction(this, 'documents/draft-document', {
      ...working,
      environment: { ...inVault, ...stating.environment },
      access: [...moving.access, papers.vaultRights.writes('documents'), ...stating.access],
      failureImpact: { vi: 'Cơ quan không soạn được văn bản kết quả để trình ký.', en: 'Agencies cannot draft their results for signing.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/documents/{documentId}/signatures', new ServiceFunction(this, 'documents/sign-document', {
      ...working,
      environment: { ...inVault, TIMESTAMP_AUTHORITY_URL: timestampAuthorityUrl, WITHOUT_TIMESTAMP: cell.stage.withoutTimestamp ?? 'sign-without' },
      access: [...moving.access, papers.vaultRights.writes('documents'), papers.vaultRights.reads('documents'), signsDocuments(this)],
      failureImpact: { vi: 'Không ai ký được kết quả; hồ sơ đã giải quyết xong vẫn không trả được.', en: 'Nobody can sign results; dossiers that are decided cannot be handed back.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/documents/{documentId}/refusal', new ServiceFunction(this, 'documents/refuse-signing', {
      ...moving,
      failureImpact: { vi: 'Người ký không trả lại được văn bản sai.', en: 'A signer cannot send a wrong draft back.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/documents/{documentId}/delegation', new ServiceFunction(this, 'documents/delegate-signing', {
      ...moving,
      failureImpact: { vi: 'Người ký vắng mặt không chuyển được cho người khác ký.', en: 'A signer who is away cannot have a colleague sign.' },
    }));
  }
}
