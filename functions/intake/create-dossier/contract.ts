import * as z from 'zod';
import { movedDossier } from '#domain/dossiers/moved-view';
import { application } from '#domain/dossiers/parts';
import { channel } from '#domain/procedures/procedure';
import { httpContract } from '#functions/platform/http-contract';

const place = z.string().regex(/^[A-Z0-9][A-Z0-9.-]{0,34}$/);

export const creationBody = z
  .object({
    procedureCode: z.string().regex(/^\d\.\d{6}(\.[0-9A-Z.]{1,20})?$/).meta({ description: 'The national code of a procedure in force.' }),
    channel,
    place: z.object({ commune: place, province: place }).strict().meta({ description: 'Where the applicant’s matter belongs; it decides which agencies work on it.' }),
    receivingAgency: place.meta({ description: 'The one-stop that receives the dossier; any one-stop of the cell.' }),
    choices: z.record(z.string().max(60), z.string().max(60)).default({}).meta({ description: 'Answers to the options of the procedure; they decide the case, its papers and its steps.' }),
    application,
  })
  .strict()
  .meta({ id: 'NewDossier' });

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
  problems: ['not-allowed', 'no-one-stop', 'procedure-not-in-force', 'channel-not-offered', 'invalid-choices', 'no-such-case', 'no-calendar', 'idempotency-key-reused', 'changed-meanwhile', 'dossier-being-written'],
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
