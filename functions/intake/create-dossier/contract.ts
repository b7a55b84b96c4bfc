import { movedDossier } from '#domain/dossiers/moved-view';
import { creationBody } from '#domain/dossiers/new-dossier';
import { httpContract } from '#functions/platform/http-contract';

export const contract = httpContract({
  route: 'POST /v1/dossiers',
  access: 'signed-in',
  idempotent: true,
  body: creationBody,
  title: { vi: 'Tạo hồ sơ nháp', en: 'Open a draft dossier' },
  description: {
    vi: 'Tạo hồ sơ nháp theo phiên bản thủ tục đang có hiệu lực. Chưa nộp gì và chưa hẹn gì: hãy tải giấy tờ lên rồi nộp hồ sơ.',
    en: 'Opens a draft under the version of the procedure in force today. Nothing is handed in and nothing promised yet: upload the papers, then submit.',
  },
  answers: { 201: movedDossier },
  problems: ['not-allowed', 'no-one-stop', 'procedure-not-in-force', 'channel-not-offered', 'identity-not-proved', 'invalid-choices', 'no-such-case', 'no-calendar', 'idempotency-key-reused', 'changed-meanwhile', 'dossier-being-written'],
  example: {
    body: {
      procedureCode: '3.000722',
      channel: 'online',
      place: { commune: 'H99.101', province: 'H99' },
      receivingAgency: 'H99.101.01',
      choices: {},
      application: { applicant: { fullName: 'Nguyễn Thị Lan', identityNumber: '001190000001', kind: 'citizen', phone: '0912345678' }, form: { childName: 'Nguyễn An Nhiên' } },
    },
  },
});
