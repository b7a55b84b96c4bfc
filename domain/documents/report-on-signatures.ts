import type { SignatureFinding, SignatureReport } from '#domain/documents/signature-report';

const MOST_SIGNATURES_SHOWN = 50;

const SAYS = {
  unsigned: { vi: 'Tệp này không có chữ ký số.', en: 'This file carries no digital signature.' },
  valid: { vi: 'Mọi chữ ký số trong tệp đều hợp lệ và nội dung còn nguyên vẹn.', en: 'Every digital signature in this file holds, and the content is as it was signed.' },
  invalid: {
    vi: 'Có chữ ký số không hợp lệ. Không dùng tệp này làm văn bản đã ký; đề nghị người nộp cung cấp lại bản gốc.',
    en: 'A digital signature in this file does not hold. Do not take it for a signed document; ask for the original again.',
  },
  undetermined: {
    vi: 'Chưa đủ căn cứ để kết luận về chữ ký số. Hãy xem từng điểm dưới đây và xác minh với nơi cấp văn bản.',
    en: 'There is not enough to decide about the signature. Read the points below and ask the office that issued the document.',
  },
} as const;

/** What follows for the file from what was found of each signature: the worst of them counts. */
export function reportOnSignatures(signatures: readonly SignatureFinding[]): SignatureReport {
  const outcomes = signatures.map(({ outcome }) => outcome);
  if (outcomes.length === 0) return { outcome: 'unsigned', says: SAYS.unsigned, signatures: [] };
  const outcome = outcomes.includes('invalid') ? 'invalid' : outcomes.includes('undetermined') ? 'undetermined' : 'valid';
  return { outcome, says: SAYS[outcome], signatures: signatures.slice(0, MOST_SIGNATURES_SHOWN) };
}

/** A file that could not be looked into: not a PDF, encrypted, too large or made to exhaust whoever reads it. */
export function unreadableForSignatures(why: 'not-pdf' | 'encrypted' | 'too-large' | 'too-intricate'): SignatureReport {
  return { outcome: 'undetermined', says: UNREADABLE[why], signatures: [] };
}

const UNREADABLE = {
  'not-pdf': { vi: 'Tệp không phải PDF đọc được, nên không kiểm tra được chữ ký.', en: 'The file is no readable PDF, so that no signature could be verified.' },
  encrypted: { vi: 'Tệp PDF bị khóa bằng mật khẩu, nên không kiểm tra được chữ ký.', en: 'The PDF is locked with a password, so that no signature could be verified.' },
  'too-large': { vi: 'Tệp quá lớn để kiểm tra chữ ký.', en: 'The file is too large for its signatures to be verified.' },
  'too-intricate': { vi: 'Cấu trúc tệp phức tạp bất thường, nên không kiểm tra được chữ ký.', en: 'The file is built in an unusually intricate way, so that no signature could be verified.' },
} as const;
