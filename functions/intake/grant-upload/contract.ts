import * as z from 'zod';
import { uploadGrant } from '#domain/dossiers/paper-store';
import { dossierId, paper } from '#domain/dossiers/parts';
import { cutInParts, partsGrant } from '#domain/dossiers/upload-in-parts';
import { holdingId } from '#domain/holdings/holding';
import { personText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

const paperToGrant = z
  .object({
    slot: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/).meta({ description: 'Which paper of the procedure it is.' }),
    fileName: personText(200),
    contentType: z.string().max(100).regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/),
    sizeBytes: z.number().int().positive().max(5 * 1024 ** 3),
    sha256: z.string().regex(/^[0-9a-f]{64}$/).meta({ description: 'Lower-case hex SHA-256 of the bytes to come; the upload is refused when they differ.' }),
    inParts: cutInParts.optional().meta({ description: 'How a large paper is cut, and the hash of each part. Needed above the size where the procedure takes papers in parts (`partsAboveBytes`, 8 MiB unless it says otherwise), and not taken below.' }),
  })
  .strict();

const paperToReuse = z
  .object({
    slot: paperToGrant.shape.slot,
    holdingId: holdingId.meta({ description: 'A thing of the caller’s electronic store, as `GET /v1/my/holdings` offers it.' }),
    consent: z.boolean().meta({ description: 'That it may be used for this dossier; nothing but `true` is taken.' }),
  })
  .strict();

export const grantBody = z
  .object({
    papers: z.array(paperToGrant).min(1).max(20).optional().meta({ description: 'Papers to be uploaded.' }),
    reuse: z.array(paperToReuse).min(1).max(20).optional().meta({ description: 'Papers to be taken from the electronic store: received at once, without an upload.' }),
  })
  .strict()
  .refine(({ papers, reuse }) => papers !== undefined || reuse !== undefined, { path: ['papers'], message: 'papers or reuse' });

const grantedPaper = z.object({ paperId: paper.shape.id, slot: paper.shape.slot, upload: z.union([uploadGrant, partsGrant]).optional().meta({ description: 'One form; for a paper in parts their addresses, with `kind`. Absent for a paper of the electronic store.' }) }).strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/papers',
  access: 'signed-in',
  idempotent: true,
  path: dossierPath,
  body: grantBody,
  title: { vi: 'Xin quyền tải giấy tờ lên', en: 'Ask leave to upload papers' },
  description: {
    vi: 'Mỗi giấy tờ nhận một biểu mẫu tải lên có hiệu lực mười phút; tệp gửi thẳng tới kho lưu trữ. Gửi lại với cùng Idempotency-Key sẽ nhận biểu mẫu mới cho đúng các giấy tờ đó. Giấy tờ lớn được gửi thành nhiều phần, mỗi phần một địa chỉ có hiệu lực ba mươi phút, rồi hoàn tất bằng `POST …/papers/{paperId}/completion`. Giấy tờ đã có trong kho dữ liệu điện tử của người nộp được dùng lại khi người đó đồng ý, không phải tải lên.',
    en: 'Each paper is given an upload form that lives ten minutes; the bytes go straight to the store. The same Idempotency-Key gives fresh forms for the same papers. A large paper goes in parts, each to an address that lives thirty minutes, and is then completed by `POST …/papers/{paperId}/completion`; the same key begins a fresh upload of it. Papers of the applicant’s electronic store are used again with his consent, without an upload.',
  },
  answers: { 201: z.object({ dossierId, version: z.number().int().positive().max(1e9), papers: z.array(grantedPaper).max(40) }).strict().meta({ id: 'GrantedPapers' }) },
  problems: [...MOVING_PROBLEMS, 'paper-not-acceptable', 'too-many-papers', 'consent-missing', 'holding-not-usable'],
  example: {
    path: { dossierId: 'ds-0a1b2c3d4e5f60718293a4b5c6d7e8f9' },
    body: { papers: [{ slot: 'birth-declaration', fileName: 'to-khai.pdf', contentType: 'application/pdf', sizeBytes: 2000, sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' }] },
  },
});
