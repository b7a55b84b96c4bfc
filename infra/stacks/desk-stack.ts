import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';
import { signsDocuments } from '#infra/constructs/signing-key';

/** What the one-stop desk does: accept, ask for a supplement, refuse, hand over. */
export class DeskStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly cell: Cell; readonly api: ServiceApi }) {
    super(scope, id, props);
    const { cell, api } = props;
    const { dossiers, register, papers } = cell;
    const deciding = {
      cell,
      environment: { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name },
      owner: 'desk',
      access: [dossiers.reads(), dossiers.writes(), register.reads()],
    };

    api.route('POST /v1/dossiers/{dossierId}/acceptance', new ServiceFunction(this, 'desk/accept-dossier', {
      ...deciding,
      failureImpact: { vi: 'Hồ sơ không được tiếp nhận và công dân ra về mà không có giấy hẹn.', en: 'Dossiers stay unaccepted and citizens leave without an appointment slip.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/papers/digitisation', new ServiceFunction(this, 'desk/digitise-papers', {
      ...deciding,
      environment: { ...deciding.environment, VAULT_BUCKET: papers.vault.bucketName },
      // The officer, or the agency, signs the list of scans, which is kept in the vault.
      access: [...deciding.access, papers.vaultRights.writes('confirmations'), signsDocuments(this)],
      failureImpact: { vi: 'Giấy tờ nhận tại quầy không được xác nhận là bản điện tử, và phải xử lý trên bản giấy.', en: 'Papers received at the desk are not confirmed as electronic, and work goes on paper.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/supplement-request', new ServiceFunction(this, 'desk/request-supplement', {
      ...deciding,
      failureImpact: {
        vi: 'Công dân không được báo còn thiếu gì, và lần yêu cầu bổ sung duy nhất mà luật cho phép bị kẹt lại.',
        en: 'Citizens are not told what is missing, and the one request the law allows is held up.',
      },
    }));
    api.route('POST /v1/dossiers/{dossierId}/refusal', new ServiceFunction(this, 'desk/refuse-dossier', {
      ...deciding,
      failureImpact: { vi: 'Công dân chờ một câu trả lời đã được quyết định xong.', en: 'Citizens wait for an answer that has already been decided.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/hand-over', new ServiceFunction(this, 'desk/hand-over-result', {
      ...deciding,
      failureImpact: { vi: 'Kết quả đã có nhưng không trả được cho công dân tại quầy.', en: 'Citizens at the desk cannot be given the result that is ready.' },
    }));
  }
}
