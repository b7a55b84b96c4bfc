import * as z from 'zod';
import { movedDocument } from '#domain/documents/document-view';
import { personText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { stepPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

const signer = z
  .object({
    capacity: z.enum(['officer', 'agency']),
    officer: z.string().min(1).max(200).optional().meta({ description: 'The subject of the officer who signs. For the agency: its clerk, or whichever it has.' }),
  })
  .strict();

export const draftBody = z
  .object({
    language: z.enum(['vi', 'en']).default('vi'),
    notation: personText(200).meta({ description: 'Number and notation of the document.' }),
    answers: z
      .record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,59}$/), z.union([personText(2000), z.number()]))
      .default({})
      .meta({ description: 'What the template asks for. It goes into the document and is kept nowhere else.' }),
    signers: z.array(signer).min(2).max(10).meta({ description: 'In the order of signing: the competent officers, then the agency.' }),
  })
  .strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/steps/{stepId}/documents',
  access: 'signed-in',
  idempotent: true,
  path: stepPath,
  body: draftBody,
  title: { vi: 'Soạn văn bản kết quả', en: 'Draft the document of a result' },
  description: {
    vi: 'Cơ quan của bước soạn văn bản kết quả theo mẫu của thủ tục và nêu người ký theo thứ tự. Văn bản nằm trong kho và chờ chữ ký đầu tiên.',
    en: 'The agency of a step has its result drawn by the procedure’s template and names who signs, in order. The draft lies in the vault and waits for the first signature.',
  },
  answers: { 201: movedDocument },
  problems: [
    ...MOVING_PROBLEMS, 'step-not-found', 'step-not-open', 'step-gives-no-result', 'result-without-template', 'document-exists', 'signers-out-of-order', 'signing-identity-missing', 'document-data-missing', 'document-template-unknown', 'result-answers-wrong',
  ],
  example: {
    path: { dossierId: 'H99.101.01-261126-0001', stepId: 'birth-registration' },
    body: {
      notation: '12/2026/GKS',
      answers: {
        childName: 'Nguyễn An Nhiên', childBirthDate: '2026-11-20', childGender: 'Nữ', childNationality: 'Việt Nam', childBirthPlace: 'Bệnh viện Phụ sản tỉnh Mẫu',
        personalIdentityNumber: '001326000001', motherName: 'Nguyễn Thị Lan', registeredOn: '2026-11-26',
      },
      signers: [{ capacity: 'officer', officer: 'head-an-hoa' }, { capacity: 'agency' }],
    },
  },
});
