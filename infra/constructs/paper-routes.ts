import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';

export interface PaperReading {
  readonly cell: Cell;
  readonly api: ServiceApi;
}

const owner = 'papers';

/** The ways in which people see papers: which there are, what one says, and who has read it. */
export function routePapers(scope: Construct, { cell, api }: PaperReading): void {
  const { dossiers, register, papers } = cell;
  const environment = { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name };
  const reading = { cell, environment, owner, access: [dossiers.reads(), register.reads()] };
  api.route('GET /v1/dossiers/{dossierId}/papers', new ServiceFunction(scope, 'papers/list-papers', {
    ...reading,
    failureImpact: { vi: 'Người nộp không biết giấy tờ nào bị từ chối và phải thay.', en: 'Applicants cannot learn which paper was refused and has to be replaced.' },
  }));
  api.route('GET /v1/dossiers/{dossierId}/papers/{paperId}/content', new ServiceFunction(scope, 'papers/read-paper', {
    ...reading,
    environment: { ...environment, VAULT_BUCKET: papers.vault.bucketName },
    access: [...reading.access, dossiers.notesReadings(), papers.vaultRights.reads('papers'), papers.vaultRights.readsBundles()],
    failureImpact: { vi: 'Cơ quan không mở được giấy tờ của hồ sơ và không giải quyết được.', en: 'Agencies cannot open the papers of dossiers, and cannot decide on them.' },
  }));
  api.route('GET /v1/dossiers/{dossierId}/readings', new ServiceFunction(scope, 'papers/list-readings', {
    ...reading,
    failureImpact: { vi: 'Người nộp không xem được ai đã đọc giấy tờ của mình.', en: 'Applicants cannot see who read their papers.' },
  }));
}
