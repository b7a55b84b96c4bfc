import { signatureReport } from '#domain/documents/signature-report';
import { httpContract } from '#functions/platform/http-contract';
import { paperPath } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/dossiers/{dossierId}/papers/{paperId}/signatures',
  access: 'signed-in',
  idempotent: false,
  path: paperPath,
  title: { vi: 'Kiểm tra chữ ký số của giấy tờ nộp vào', en: 'Verify the signatures of a paper handed in' },
  description: {
    vi: 'Dành cho người được đọc giấy tờ. Chứng thư được xét tại thời điểm dấu thời gian chứng minh, nếu không có thì tại thời điểm nộp giấy tờ.',
    en: 'For those who may read the paper. Certificates are judged at the time a timestamp proves, or else at the time the paper was handed in.',
  },
  answers: { 200: signatureReport },
  problems: [...READING_PROBLEMS, 'not-allowed', 'paper-not-found', 'paper-being-checked', 'paper-refused'],
  example: { path: { dossierId: 'H99.101.01-261126-0001', paperId: 'pp-9f86d081884c7d659a2feaa0c55ad015' } },
});
