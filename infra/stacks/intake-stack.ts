import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';
import { statesReceipts } from '#infra/constructs/states-receipts';

export interface IntakeStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
}

/** What a citizen does with his dossier: start it, hand in papers, mend it, take it back, follow it. */
export class IntakeStack extends Stack {
  constructor(scope: Construct, id: string, props: IntakeStackProps) {
    super(scope, id, props);
    this.handIn(props);
    this.follow(props);
  }

  private handIn({ cell, api }: IntakeStackProps): void {
    const { dossiers, register, papers } = cell;
    const tables = { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name };
    const access = [dossiers.reads(), dossiers.writes(), register.reads()];
    const moving = { cell, environment: tables, owner: 'intake', access };
    const stating = statesReceipts(cell);
    const withPapers = { ...moving, environment: { ...tables, QUARANTINE_BUCKET: papers.quarantine.bucketName } };

    api.route('POST /v1/dossiers', new ServiceFunction(this, 'intake/create-dossier', {
      ...moving,
      failureImpact: { vi: 'Không ai lập được hồ sơ mới, dù trực tuyến hay tại quầy.', en: 'Nobody can start a dossier, online or at the desk.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/papers', new ServiceFunction(this, 'intake/grant-upload', {
      ...withPapers,
      environment: { ...withPapers.environment, VAULT_BUCKET: papers.vault.bucketName },
      // What lies in the electronic store is copied within the vault.
      access: [...access, papers.quarantineRights.takesUploads(), papers.vaultRights.reads('papers'), papers.vaultRights.reads('documents'), papers.vaultRights.writes('papers'), papers.vaultRights.readsBundles()],
      failureImpact: { vi: 'Công dân không tải được giấy tờ lên và phải mang bản giấy đến.', en: 'A citizen cannot upload his papers and has to bring them on paper.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/papers/{paperId}/completion', new ServiceFunction(this, 'intake/complete-upload', {
      ...withPapers,
      access: [dossiers.reads(), register.reads(), papers.quarantineRights.joinsParts()],
      // S3 copies a paper of hundreds of megabytes before it answers.
      timeoutSeconds: 29,
      failureImpact: { vi: 'Công dân không nộp được bản quét lớn.', en: 'A citizen cannot hand in a large scan.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/submission', new ServiceFunction(this, 'intake/submit-dossier', {
      ...withPapers,
      environment: { ...withPapers.environment, ...stating.environment },
      // Handing in takes the next number of the day, which gives the dossier its code.
      access: [...access, register.counts(), papers.quarantineRights.readsUploads(), ...stating.access],
      timeoutSeconds: 29,
      failureImpact: { vi: 'Công dân không nộp được hồ sơ và có thể lỡ thời hạn luật định.', en: 'A citizen cannot hand in, and may miss a date fixed by law.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/supplement', new ServiceFunction(this, 'intake/supplement-dossier', {
      ...withPapers,
      environment: { ...withPapers.environment, ...stating.environment },
      access: [...access, papers.quarantineRights.readsUploads(), ...stating.access],
      timeoutSeconds: 29,
      failureImpact: { vi: 'Công dân không nộp bổ sung được, và hồ sơ đứng yên.', en: 'A citizen cannot hand in what was missing, and his dossier stands still.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/withdrawal', new ServiceFunction(this, 'intake/withdraw-dossier', {
      ...moving,
      failureImpact: { vi: 'Công dân không rút được hồ sơ; cán bộ vẫn làm việc không còn ai cần.', en: 'A citizen cannot take his dossier back; officials work on what nobody wants.' },
    }));
  }

  private follow({ cell, api }: IntakeStackProps): void {
    const { dossiers, register } = cell;
    const environment = { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name };
    const reading = { cell, environment, owner: 'intake', access: [dossiers.reads(), register.reads()] };

    api.route('GET /v1/dossiers', new ServiceFunction(this, 'intake/list-my-dossiers', {
      ...reading,
      environment: { DOSSIER_TABLE: dossiers.name },
      access: [dossiers.reads('owner')],
      failureImpact: { vi: 'Công dân không xem được hồ sơ của chính mình.', en: 'A citizen cannot see his own dossiers.' },
    }));
    api.route('GET /v1/dossiers/{dossierId}', new ServiceFunction(this, 'intake/read-dossier', {
      ...reading,
      failureImpact: { vi: 'Cả công dân lẫn cán bộ đều không mở được hồ sơ.', en: 'Neither citizens nor officials can open a dossier.' },
    }));
    api.route('GET /v1/dossiers/{dossierId}/events', new ServiceFunction(this, 'intake/read-history', {
      ...reading,
      failureImpact: { vi: 'Không ai xem được lịch sử xử lý hồ sơ, và cơ quan không lấy lại được những sự kiện đã bỏ lỡ.', en: 'Nobody can see what happened to a dossier, and agencies cannot catch up on events they missed.' },
    }));
    api.publicRoute('GET /v1/lookup/{dossierCode}', new ServiceFunction(this, 'intake/look-up-dossier', {
      ...reading,
      failureImpact: { vi: 'Công dân chỉ có mã hồ sơ trên giấy tiếp nhận thì không tra được hồ sơ đang ở đâu.', en: 'A citizen with only the code on his receipt cannot learn where his dossier stands.' },
    }));
  }
}
