import type { SignatureFinding } from '#domain/documents/signature-report';

/**
 * What a fault means for the signature, after ETSI EN 319 102-1: `invalid` where the file itself proves that it does not
 * hold, `undetermined` where it may hold, but not by what we were given.
 */
interface SignatureFault {
  readonly weighs: 'invalid' | 'undetermined';
  readonly vi: string;
  readonly en: string;
}

const broken = {
  'signature-incomplete': {
    weighs: 'invalid',
    vi: 'Ô ký này thiếu phần bắt buộc của chữ ký số, nên không có gì để kiểm tra.',
    en: 'Parts that every digital signature needs are missing here, so that there is nothing to verify.',
  },
  'signature-unreadable': { weighs: 'invalid', vi: 'Dữ liệu chữ ký bị hỏng, không đọc được.', en: 'The data of the signature is damaged and cannot be read.' },
  'signature-ambiguous': {
    weighs: 'invalid',
    vi: 'Tệp có nhiều chữ ký tranh nhau cùng một ô hoặc cùng một tên, nên không biết chữ ký nào là thật.',
    en: 'Several signatures claim the same place or name, so that nobody can say which one is meant.',
  },
  'signature-removed': { weighs: 'invalid', vi: 'Tệp từng có một chữ ký đã bị gỡ khỏi văn bản.', en: 'The file once held a signature that was taken out of the document.' },
  'not-whole-file': {
    weighs: 'invalid',
    vi: 'Chữ ký không bao trùm toàn bộ tệp: có phần nội dung nằm ngoài vùng được ký.',
    en: 'The signature does not cover the whole file: something in it lies outside what was signed.',
  },
  'bytes-changed': { weighs: 'invalid', vi: 'Nội dung đã bị sửa sau khi ký.', en: 'The content was altered after it was signed.' },
  'changed-after-signing': {
    weighs: 'invalid',
    vi: 'Sau khi ký, có người ghi thêm vào tệp những thay đổi khác ngoài chữ ký tiếp theo.',
    en: 'After the signing, changes other than further signatures were added to the file.',
  },
  'signature-wrong': { weighs: 'invalid', vi: 'Chữ ký không khớp với chứng thư của người ký.', en: "The signature was not made by the key of the signer's certificate." },
  'signed-attributes-wrong': {
    weighs: 'invalid',
    vi: 'Các thông tin được ký kèm không đúng quy cách hoặc chỉ đến chứng thư khác.',
    en: 'What was signed beside the content is malformed or points to another certificate.',
  },
  'weak-algorithm': { weighs: 'invalid', vi: 'Chữ ký dùng thuật toán hoặc khóa đã lỗi thời, không còn an toàn.', en: 'The signature uses an algorithm or a key that is no longer safe.' },
  'key-usage': { weighs: 'invalid', vi: 'Chứng thư này không được cấp để ký văn bản.', en: 'This certificate was not issued for signing documents.' },
  'chain-broken': {
    weighs: 'invalid',
    vi: 'Một chứng thư trong chuỗi chứng thực không có quyền cấp chứng thư bên dưới.',
    en: 'A certificate of the chain had no right to issue the one below it.',
  },
  'signed-outside-validity': { weighs: 'invalid', vi: 'Ngày ký nằm ngoài thời hạn của chứng thư.', en: 'The day of signing lies outside the time the certificate is good for.' },
  revoked: { weighs: 'invalid', vi: 'Chứng thư của người ký đã bị thu hồi.', en: 'The certificate was revoked.' },
  'file-damaged': {
    weighs: 'invalid',
    vi: 'Cấu trúc tệp bị hỏng, mỗi phần mềm có thể hiển thị một khác, nên chữ ký trong đó không còn giá trị.',
    en: 'The structure of the file is damaged and programs may show it differently, so that a signature in it proves nothing.',
  },
  'timestamp-broken': { weighs: 'invalid', vi: 'Dấu thời gian kèm theo không thuộc về chữ ký này hoặc đã bị sửa.', en: 'The timestamp does not belong to this signature, or was altered.' },
} as const;

const unproved = {
  'chain-untrusted': {
    weighs: 'undetermined',
    vi: 'Chứng thư không do tổ chức chứng thực được hệ thống công nhận cấp, nên chưa chắc ai là người ký.',
    en: 'The certificate does not come from an authority this office recognises, so that who signed is not proved.',
  },
  'self-signed': { weighs: 'undetermined', vi: 'Người ký tự cấp chứng thư cho mình; ai cũng làm được như vậy.', en: 'The signer issued the certificate himself; anybody can do that.' },
  'certificate-expired': {
    weighs: 'undetermined',
    vi: 'Chứng thư đã hết hạn và không có dấu thời gian chứng minh văn bản được ký khi chứng thư còn hạn.',
    en: 'The certificate has expired, and no timestamp proves that it was still good when the document was signed.',
  },
  'certificate-not-yet-valid': { weighs: 'undetermined', vi: 'Chứng thư chưa đến ngày có hiệu lực.', en: 'The certificate is not yet in force.' },
  'certificate-unknown-condition': {
    weighs: 'undetermined',
    vi: 'Chứng thư đặt ra điều kiện mà hệ thống không kiểm tra được.',
    en: 'The certificate sets a condition that this office cannot check.',
  },
  'timestamp-untrusted': {
    weighs: 'undetermined',
    vi: 'Dấu thời gian không do tổ chức được hệ thống công nhận cấp.',
    en: 'The timestamp does not come from an authority this office recognises.',
  },
} as const;

export type FaultCode = keyof typeof broken | keyof typeof unproved;

/** Every fault, with what it means and the words in which a clerk is told of it. */
const SIGNATURE_FAULTS: Readonly<Record<FaultCode, SignatureFault>> = { ...broken, ...unproved };

/** The faults of one signature as the report shows them, and what follows from them. */
export function judgeFaults(codes: Iterable<FaultCode>): Pick<SignatureFinding, 'outcome' | 'faults'> {
  const faults = [...new Set(codes)].toSorted();
  const weights = faults.map((code) => SIGNATURE_FAULTS[code].weighs);
  const outcome = weights.includes('invalid') ? 'invalid' : weights.includes('undetermined') ? 'undetermined' : 'valid';
  return { outcome, faults: faults.slice(0, 20).map((code) => ({ code, says: { vi: SIGNATURE_FAULTS[code].vi, en: SIGNATURE_FAULTS[code].en } })) };
}
