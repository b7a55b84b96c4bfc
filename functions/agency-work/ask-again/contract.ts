import * as z from 'zod';
import { movedDossier } from '#domain/dossiers/moved-view';
import { personText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { stepPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const askAgainBody = z
  .object({
    reason: personText(1000).meta({ description: 'Kept in the record, and shown to the desk.' }),
    fields: z.array(z.string().max(300).regex(/^(?:\/(?:[^~/]|~[01])*)+$/)).max(20).default([]).meta({ description: 'What does not fit together: RFC 6901 pointers into the step as reading it gave it.' }),
  })
  .strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/steps/{stepId}/retry',
  access: 'signed-in',
  idempotent: true,
  title: { vi: 'Yêu cầu gửi lại dữ liệu của một bước', en: 'Ask for the data of a step again' },
  description: {
    vi: 'Cơ quan thấy dữ liệu của bước không khớp thì yêu cầu gửi lại, kèm lý do. Lý do được lưu trong hồ sơ, bộ phận một cửa được báo, thời hạn vẫn chạy. Tối đa ba lần trong một vòng.',
    en: 'For an agency that finds the data of its open step incoherent. The reason is kept, the receiving desk is told, the agency gets `step-asked-again` and reads the step anew. The clock runs on. Three times a round at most.',
  },
  path: stepPath,
  body: askAgainBody,
  answers: { 200: movedDossier },
  problems: [...MOVING_PROBLEMS, 'step-not-found', 'step-not-open', 'asked-again-too-often'],
  example: {
    path: { dossierId: 'H99.101.01-261126-0001', stepId: 'birth-registration' },
    body: { reason: 'Ngày sinh trong tờ khai khác ngày sinh trên giấy chứng sinh.', fields: ['/application/form/childName', '/papers/0'] },
  },
});
