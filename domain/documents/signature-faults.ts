import type { SignatureFinding } from '#domain/documents/signature-report';

/**
 * What a fault means for whoever has to act on the file: `invalid` where it must not be taken for a signed document,
 * `undetermined` only where it cannot be told. ETSI EN 319 102-1 calls an unknown or expired chain INDETERMINATE; a clerk has
 * no third thing to do with such a file, so that its words stand beside ours and do not decide.
 */
interface SignatureFault {
  readonly weighs: 'invalid' | 'undetermined';
  /** Indication and sub-indication of EN 319 102-1, tables 5 and 6; a pair where a proven time of signing makes the difference. */
  readonly etsi: string | { readonly proven: string; readonly claimed: string };
  readonly vi: string;
  readonly en: string;
}

const broken = {
  'signature-incomplete': {
    weighs: 'invalid',
    etsi: 'TOTAL-FAILED/FORMAT_FAILURE',
    vi: 'Ô ký này thiếu phần bắt buộc của chữ ký số, nên không có gì để kiểm tra.',
    en: 'Parts that every digital signature needs are missing here, so that there is nothing to verify.',
  },
  'signature-unreadable': { weighs: 'invalid', etsi: 'TOTAL-FAILED/FORMAT_FAILURE', vi: 'Dữ liệu chữ ký bị hỏng, không đọc được.', en: 'The data of the signature is damaged and cannot be read.' },
  'signature-ambiguous': {
    weighs: 'invalid',
    etsi: 'TOTAL-FAILED/FORMAT_FAILURE',
    vi: 'Tệp có nhiều chữ ký tranh nhau cùng một ô hoặc cùng một tên, nên không biết chữ ký nào là thật.',
    en: 'Several signatures claim the same place or name, so that nobody can say which one is meant.',
  },
  'signature-removed': { weighs: 'invalid', etsi: 'TOTAL-FAILED/FORMAT_FAILURE', vi: 'Tệp từng có một chữ ký đã bị gỡ khỏi văn bản.', en: 'The file once held a signature that was taken out of the document.' },
  'not-whole-file': {
    weighs: 'invalid',
    etsi: 'TOTAL-FAILED/FORMAT_FAILURE',
    vi: 'Chữ ký không bao trùm toàn bộ tệp: có phần nội dung nằm ngoài vùng được ký.',
    en: 'The signature does not cover the whole file: something in it lies outside what was signed.',
  },
  'bytes-changed': { weighs: 'invalid', etsi: 'TOTAL-FAILED/HASH_FAILURE', vi: 'Nội dung đã bị sửa sau khi ký.', en: 'The content was altered after it was signed.' },
  'changed-after-signing': {
    weighs: 'invalid',
    etsi: 'INDETERMINATE/SIG_CONSTRAINTS_FAILURE',
    vi: 'Sau khi ký, có người ghi thêm vào tệp những thay đổi khác ngoài chữ ký tiếp theo.',
    en: 'After the signing, changes other than further signatures were added to the file.',
  },
  'signature-wrong': { weighs: 'invalid', etsi: 'TOTAL-FAILED/SIG_CRYPTO_FAILURE', vi: 'Chữ ký không khớp với chứng thư của người ký.', en: "The signature was not made by the key of the signer's certificate." },
  'signed-attributes-wrong': {
    weighs: 'invalid',
    etsi: 'INDETERMINATE/SIG_CONSTRAINTS_FAILURE',
    vi: 'Các thông tin được ký kèm không đúng quy cách hoặc chỉ đến chứng thư khác.',
    en: 'What was signed beside the content is malformed or points to another certificate.',
  },
  'weak-algorithm': {
    weighs: 'invalid',
    etsi: { proven: 'INDETERMINATE/CRYPTO_CONSTRAINTS_FAILURE', claimed: 'INDETERMINATE/CRYPTO_CONSTRAINTS_FAILURE_NO_POE' },
    vi: 'Chữ ký dùng thuật toán hoặc khóa đã lỗi thời, không còn an toàn.',
    en: 'The signature uses an algorithm or a key that is no longer safe.',
  },
  'key-usage': { weighs: 'invalid', etsi: 'INDETERMINATE/CHAIN_CONSTRAINTS_FAILURE', vi: 'Chứng thư này không được cấp để ký văn bản.', en: 'This certificate was not issued for signing documents.' },
  'chain-broken': {
    weighs: 'invalid',
    etsi: 'INDETERMINATE/CHAIN_CONSTRAINTS_FAILURE',
    vi: 'Một chứng thư trong chuỗi chứng thực không có quyền cấp chứng thư bên dưới.',
    en: 'A certificate of the chain had no right to issue the one below it.',
  },
  'signed-before-validity': {
    weighs: 'invalid',
    etsi: 'TOTAL-FAILED/NOT_YET_VALID',
    vi: 'Văn bản được ký trước ngày chứng thư có hiệu lực.',
    en: 'It was signed before the certificate came into force.',
  },
  'signed-after-expiry': { weighs: 'invalid', etsi: 'TOTAL-FAILED/EXPIRED', vi: 'Văn bản được ký sau khi chứng thư đã hết hạn.', en: 'It was signed after the certificate had expired.' },
  revoked: {
    weighs: 'invalid',
    etsi: { proven: 'TOTAL-FAILED/REVOKED', claimed: 'INDETERMINATE/REVOKED_NO_POE' },
    vi: 'Chứng thư của người ký đã bị cơ quan cấp thu hồi, nên chữ ký này không còn giá trị. Đề nghị người nộp cung cấp văn bản ký bằng chứng thư còn hiệu lực.',
    en: 'The authority has withdrawn the certificate of the signer, so that this signature does not count. Ask for the document signed with a certificate in force.',
  },
  'issuer-revoked': {
    weighs: 'invalid',
    etsi: { proven: 'TOTAL-FAILED/REVOKED', claimed: 'INDETERMINATE/REVOKED_CA_NO_POE' },
    vi: 'Tổ chức cấp chứng thư cho người ký đã bị thu hồi quyền cấp, nên chữ ký này không còn giá trị.',
    en: 'The authority that certified the signer was itself withdrawn, so that this signature does not count.',
  },
  'file-damaged': {
    weighs: 'invalid',
    etsi: 'TOTAL-FAILED/FORMAT_FAILURE',
    vi: 'Cấu trúc tệp bị hỏng, mỗi phần mềm có thể hiển thị một khác, nên chữ ký trong đó không còn giá trị.',
    en: 'The structure of the file is damaged and programs may show it differently, so that a signature in it proves nothing.',
  },
  'timestamp-broken': { weighs: 'invalid', etsi: 'INDETERMINATE/SIG_CONSTRAINTS_FAILURE', vi: 'Dấu thời gian kèm theo không thuộc về chữ ký này hoặc đã bị sửa.', en: 'The timestamp does not belong to this signature, or was altered.' },
} as const;

const unproved = {
  'chain-untrusted': {
    weighs: 'invalid',
    etsi: 'INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND',
    vi: 'Chứng thư không do tổ chức chứng thực được hệ thống công nhận cấp, nên không có gì chứng minh ai là người ký.',
    en: 'The certificate does not come from an authority this office recognises, so that who signed is not proved.',
  },
  'self-signed': { weighs: 'invalid', etsi: 'INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND', vi: 'Người ký tự cấp chứng thư cho mình; ai cũng làm được như vậy.', en: 'The signer issued the certificate himself; anybody can do that.' },
  'certificate-expired': {
    weighs: 'invalid',
    etsi: 'INDETERMINATE/OUT_OF_BOUNDS_NO_POE',
    vi: 'Chứng thư đã hết hạn và không có dấu thời gian chứng minh văn bản được ký khi chứng thư còn hạn.',
    en: 'The certificate has expired, and no timestamp proves that it was still good when the document was signed.',
  },
  'certificate-not-yet-valid': { weighs: 'invalid', etsi: 'INDETERMINATE/OUT_OF_BOUNDS_NO_POE', vi: 'Chứng thư chưa đến ngày có hiệu lực.', en: 'The certificate is not yet in force.' },
  'certificate-unknown-condition': {
    weighs: 'undetermined',
    etsi: 'INDETERMINATE/CHAIN_CONSTRAINTS_FAILURE',
    vi: 'Chứng thư đặt ra điều kiện mà hệ thống không kiểm tra được.',
    en: 'The certificate sets a condition that this office cannot check.',
  },
  'authorities-unknown': {
    weighs: 'undetermined',
    etsi: 'INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND',
    vi: 'Hệ thống chưa được khai báo tổ chức chứng thực nào, nên chưa xác định được ai là người ký.',
    en: 'This office has not been told yet which authorities it recognises, so that who signed cannot be said.',
  },
  'revocation-unknown': {
    weighs: 'undetermined',
    etsi: 'INDETERMINATE/TRY_LATER',
    vi: 'Chưa có thông tin mới về việc chứng thư có bị thu hồi hay không, mà nơi đây quy định phải có.',
    en: 'This office demands recent information on whether the certificate was withdrawn, and there is none.',
  },
  'timestamp-untrusted': {
    weighs: 'undetermined',
    etsi: 'INDETERMINATE/NO_POE',
    vi: 'Dấu thời gian không do tổ chức được hệ thống công nhận cấp.',
    en: 'The timestamp does not come from an authority this office recognises.',
  },
} as const;

export type FaultCode = keyof typeof broken | keyof typeof unproved;

const MOST_SHOWN = 20;

/** Every fault, with what it means and the words in which a clerk is told of it. */
const SIGNATURE_FAULTS: Readonly<Record<FaultCode, SignatureFault>> = { ...broken, ...unproved };

/** The faults of one signature as the report shows them, and what follows from them. */
export function judgeFaults(codes: Iterable<FaultCode>, isTimeProven = false): Pick<SignatureFinding, 'outcome' | 'faults'> {
  const faults = [...new Set(codes)].toSorted();
  const weights = faults.map((code) => SIGNATURE_FAULTS[code].weighs);
  const outcome = weights.includes('invalid') ? 'invalid' : weights.includes('undetermined') ? 'undetermined' : 'valid';
  return { outcome, faults: faults.slice(0, MOST_SHOWN).map((code) => shown(code, isTimeProven)) };
}

function shown(code: FaultCode, isTimeProven: boolean): SignatureFinding['faults'][number] {
  const { etsi, vi, en } = SIGNATURE_FAULTS[code];
  return { code, etsi: typeof etsi === 'string' ? etsi : etsi[isTimeProven ? 'proven' : 'claimed'], says: { vi, en } };
}
