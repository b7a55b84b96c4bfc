import type { ProblemEntry } from '#functions/platform/problem-entry';

/** What the door refuses: who calls is not known, or calls too often. */
export const CALLER_PROBLEMS = {
  'token-missing': {
    status: 401,
    title: { vi: 'Chưa đăng nhập', en: 'Not signed in' },
    mend: { vi: 'Đăng nhập rồi gửi lại kèm mã truy cập.', en: 'Sign in and send the call again with an access token.' },
  },
  'token-expired': {
    status: 401,
    title: { vi: 'Mã truy cập đã hết hạn', en: 'Token expired' },
    mend: { vi: 'Lấy mã truy cập mới rồi gửi lại.', en: 'Get a new access token and send the call again.' },
  },
  'token-invalid': {
    status: 401,
    title: { vi: 'Mã truy cập không hợp lệ', en: 'Token invalid' },
    mend: { vi: 'Gửi nguyên vẹn mã truy cập đã được cấp: Authorization: Bearer <mã>.', en: 'Send an access token exactly as it was given to you: Authorization: Bearer <token>.' },
  },
  'token-wrong-issuer': {
    status: 401,
    title: { vi: 'Mã truy cập do nơi khác cấp', en: 'Token of another issuer' },
    mend: { vi: 'Đăng nhập tại nơi cấp mã truy cập của hệ thống này.', en: 'Sign in with the identity provider of this system, and use its token.' },
  },
  'token-wrong-audience': {
    status: 401,
    title: { vi: 'Mã truy cập dành cho hệ thống khác', en: 'Token for another system' },
    mend: { vi: 'Yêu cầu mã truy cập dành cho API này.', en: 'Ask the identity provider for a token whose audience is this API.' },
  },
  'key-revoked': {
    status: 401,
    title: { vi: 'Khoá đã bị thu hồi hoặc hết hạn', en: 'Key revoked or expired' },
    mend: { vi: 'Dùng khoá khác còn hiệu lực, hoặc nhờ quản trị viên thêm khoá mới.', en: 'Use another key that is good, or have the administrator add a new one.' },
  },
  'client-disabled': {
    status: 401,
    title: { vi: 'Hệ thống đã bị tạm ngừng', en: 'Client disabled' },
    mend: { vi: 'Liên hệ quản trị viên để được mở lại.', en: 'Ask the administrator to enable this client again.' },
  },
  'signature-malformed': {
    status: 401,
    title: { vi: 'Chữ ký thông điệp không đọc được', en: 'Signature malformed' },
    mend: {
      vi: 'Gửi đúng một chữ ký theo RFC 9421, có keyid, created và nonce (8 đến 128 ký tự).',
      en: 'Send exactly one signature of RFC 9421 with keyid, created and nonce (8 to 128 characters).',
    },
  },
  'signature-incomplete': {
    status: 401,
    title: { vi: 'Chữ ký chưa bao trùm đủ', en: 'Signature covers too little' },
    mend: {
      vi: 'Ký @method, @target-uri (hoặc @authority, @path và @query), và content-digest khi có nội dung.',
      en: 'Cover @method, @target-uri (or @authority, @path and @query), and content-digest when there is a body.',
    },
  },
  'signature-expired': {
    status: 401,
    title: { vi: 'Chữ ký đã quá cũ', en: 'Signature too old' },
    mend: { vi: 'Chỉnh đồng hồ và ký lại; chữ ký có giá trị trong 300 giây.', en: 'Set your clock and sign again; a signature is good for 300 seconds.' },
  },
  'signature-invalid': {
    status: 401,
    title: { vi: 'Chữ ký không đúng', en: 'Signature invalid' },
    mend: {
      vi: 'Kiểm tra keyid (<hệ thống>/<khoá>), khoá riêng, và địa chỉ được ký đúng như đã gửi.',
      en: 'Check keyid (<client>/<key>), the private key, and that the address is signed exactly as it was sent.',
    },
  },
  'signature-replayed': {
    status: 401,
    title: { vi: 'Chữ ký đã được dùng', en: 'Signature used before' },
    mend: { vi: 'Ký lại với nonce mới cho mỗi lần gửi, kể cả khi gửi lại cùng một việc.', en: 'Sign with a new nonce for every call, also when you repeat the same one.' },
  },
  'digest-mismatch': {
    status: 401,
    title: { vi: 'Nội dung khác với Content-Digest', en: 'Body differs from Content-Digest' },
    mend: { vi: 'Tính lại sha-256 trên đúng các byte được gửi rồi ký lại.', en: 'Compute sha-256 over the very bytes you send, and sign again.' },
  },
  'too-many-calls': {
    status: 429,
    title: { vi: 'Gọi quá nhiều', en: 'Too many calls' },
    mend: { vi: 'Chờ số giây ghi ở Retry-After rồi gửi tiếp; các tiêu đề RateLimit cho biết còn bao nhiêu.', en: 'Wait for the seconds of Retry-After; the RateLimit headers say how many calls are left.' },
  },
  'token-incomplete': {
    status: 403,
    title: { vi: 'Mã truy cập thiếu thông tin', en: 'Token incomplete' },
    mend: { vi: 'Dùng mã truy cập do Một Cửa cấp, có mc_kind và các thông tin đi kèm.', en: 'Use a token issued for Một Cửa, with mc_kind and what goes with it.' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
