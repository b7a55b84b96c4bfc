import type { Mend } from '#domain/kernel/domain-error';

/** One kind of refusal at the edge: what it is called and the sentence that says what to mend. */
export interface ProblemEntry {
  readonly status: number;
  readonly title: Mend;
  readonly mend: Mend;
}

/** Every refusal the edge itself makes; the domain's own are in the domain beside their rule. Codes are stable. */
export const EDGE_PROBLEMS = {
  'unsupported-media-type': {
    status: 415,
    title: { vi: 'Không nhận kiểu dữ liệu này', en: 'Unsupported media type' },
    mend: { vi: 'Gửi nội dung dạng JSON với tiêu đề Content-Type: application/json.', en: 'Send JSON with the header Content-Type: application/json.' },
  },
  'payload-too-large': {
    status: 413,
    title: { vi: 'Nội dung quá lớn', en: 'Content too large' },
    mend: { vi: 'Gửi không quá 256 KB; giấy tờ được tải lên riêng.', en: 'Send at most 256 KB; papers are uploaded by their own grants.' },
  },
  'body-missing': {
    status: 400,
    title: { vi: 'Thiếu nội dung', en: 'Body missing' },
    mend: { vi: 'Gửi kèm nội dung JSON theo mô tả của địa chỉ này.', en: 'Send the JSON body that this address describes.' },
  },
  'malformed-json': {
    status: 400,
    title: { vi: 'JSON không hợp lệ', en: 'Malformed JSON' },
    mend: { vi: 'Sửa nội dung thành JSON hợp lệ, mã hoá UTF-8.', en: 'Make the body valid JSON in UTF-8.' },
  },
  'nested-too-deep': {
    status: 400,
    title: { vi: 'JSON lồng quá sâu', en: 'JSON nested too deep' },
    mend: { vi: 'Không lồng quá 32 cấp.', en: 'Nest at most 32 levels.' },
  },
  'control-character': {
    status: 400,
    title: { vi: 'Có ký tự điều khiển', en: 'Control character' },
    mend: { vi: 'Bỏ ký tự điều khiển và ký tự hỏng khỏi các trường đã nêu.', en: 'Remove control characters and unpaired surrogates from the fields named.' },
  },
  'unknown-field': {
    status: 400,
    title: { vi: 'Có trường không biết', en: 'Unknown field' },
    mend: { vi: 'Bỏ các trường đã nêu hoặc sửa lại tên trường.', en: 'Remove the fields named, or mend their names.' },
  },
  'missing-field': {
    status: 400,
    title: { vi: 'Thiếu trường', en: 'Missing field' },
    mend: { vi: 'Bổ sung các trường đã nêu.', en: 'Add the fields named.' },
  },
  'wrong-type': {
    status: 400,
    title: { vi: 'Sai kiểu dữ liệu', en: 'Wrong type' },
    mend: { vi: 'Gửi các trường đã nêu đúng kiểu dữ liệu.', en: 'Send the fields named in the type they ask for.' },
  },
  'invalid-field': {
    status: 400,
    title: { vi: 'Giá trị không hợp lệ', en: 'Invalid value' },
    mend: { vi: 'Sửa giá trị của các trường đã nêu.', en: 'Mend the values of the fields named.' },
  },
  'malformed-query': {
    status: 400,
    title: { vi: 'Tham số không hợp lệ', en: 'Malformed query' },
    mend: { vi: 'Sửa hoặc bỏ các tham số đã nêu trên địa chỉ.', en: 'Mend or remove the query parameters named.' },
  },
  'unknown-answer-field': {
    status: 400,
    title: { vi: 'Không có trường cần lấy', en: 'No such field in the answer' },
    mend: { vi: 'Trong tham số fields chỉ ghi tên các trường có trong câu trả lời, như đã liệt kê.', en: 'Name in the parameter fields only members that the answer has, as listed.' },
  },
  'malformed-if-match': {
    status: 400,
    title: { vi: 'If-Match không hợp lệ', en: 'Malformed If-Match' },
    mend: { vi: 'Gửi If-Match đúng như ETag đã nhận, ví dụ If-Match: "7".', en: 'Send If-Match exactly as the ETag you were given, such as If-Match: "7".' },
  },
  'idempotency-key-missing': {
    status: 400,
    title: { vi: 'Thiếu Idempotency-Key', en: 'Idempotency-Key missing' },
    mend: { vi: 'Gửi tiêu đề Idempotency-Key; khi gửi lại cùng một việc hãy dùng lại đúng khoá đó.', en: 'Send the header Idempotency-Key; use the same key again when you repeat the same call.' },
  },
  'idempotency-key-malformed': {
    status: 400,
    title: { vi: 'Idempotency-Key không hợp lệ', en: 'Idempotency-Key malformed' },
    mend: { vi: 'Dùng khoá gồm 8 đến 255 ký tự ASCII nhìn thấy được.', en: 'Use a key of 8 to 255 visible ASCII characters.' },
  },
  'idempotency-key-reused': {
    status: 422,
    title: { vi: 'Idempotency-Key đã dùng cho việc khác', en: 'Idempotency-Key used for another request' },
    mend: { vi: 'Dùng khoá mới cho nội dung mới.', en: 'Use a new key for a new request.' },
  },
  'stale-version': {
    status: 412,
    title: { vi: 'Hồ sơ đã thay đổi', en: 'The dossier has changed' },
    mend: { vi: 'Đọc lại hồ sơ rồi quyết định lại với ETag mới.', en: 'Read the dossier again and decide again with its new ETag.' },
  },
  'changed-meanwhile': {
    status: 409,
    title: { vi: 'Có nhiều thay đổi cùng lúc', en: 'Changed by others meanwhile' },
    mend: { vi: 'Gửi lại cùng việc này với cùng Idempotency-Key sau giây lát.', en: 'Send the same call again in a moment with the same Idempotency-Key.' },
  },
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
  'not-allowed': {
    status: 403,
    title: { vi: 'Không được phép', en: 'Not allowed' },
    mend: { vi: 'Việc này thuộc thẩm quyền của người hoặc cơ quan khác.', en: 'This belongs to another person or agency; ask the one-stop desk who may do it.' },
  },
  'dossier-not-found': {
    status: 404,
    title: { vi: 'Không tìm thấy hồ sơ', en: 'Dossier not found' },
    mend: { vi: 'Không tìm thấy hồ sơ này; hãy kiểm tra lại mã.', en: 'There is no such dossier; check its code.' },
  },
  'client-not-found': {
    status: 404,
    title: { vi: 'Không có hệ thống này', en: 'Client not found' },
    mend: { vi: 'Không có hệ thống này; hãy kiểm tra lại mã.', en: 'There is no such client; check its id.' },
  },
  'step-not-found': {
    status: 404,
    title: { vi: 'Không có bước này', en: 'Step not found' },
    mend: { vi: 'Hồ sơ không có bước này; hãy đọc hồ sơ để biết các bước.', en: 'The dossier has no such step; read the dossier for its steps.' },
  },
  'subscription-not-found': {
    status: 404,
    title: { vi: 'Không tìm thấy đăng ký nhận tin', en: 'Subscription not found' },
    mend: { vi: 'Không tìm thấy đăng ký này; hãy xem danh sách đăng ký của mình.', en: 'There is no such subscription; look it up in the list of your own.' },
  },
  'delivery-not-found': {
    status: 404,
    title: { vi: 'Không tìm thấy lần gửi tin', en: 'Delivery not found' },
    mend: { vi: 'Không tìm thấy lần gửi này; hãy xem danh sách gửi tin của đăng ký.', en: 'There is no such delivery; look it up in the list of the subscription.' },
  },
  'subscription-changed': {
    status: 412,
    title: { vi: 'Đăng ký nhận tin đã thay đổi', en: 'The subscription has changed' },
    mend: { vi: 'Đọc lại đăng ký rồi quyết định lại với ETag mới.', en: 'Read the subscription again and decide again with its new ETag.' },
  },
  'feed-cursor-expired': {
    status: 410,
    title: { vi: 'Một phần sự kiện không còn lưu', en: 'Some of the events are no longer kept' },
    mend: {
      vi: 'Sự kiện sau con trỏ này đã quá hạn lưu. Đối chiếu hồ sơ đang giữ, rồi đọc tiếp bằng tham số from.',
      en: 'Events after this cursor have outlived their time. Compare the dossiers you hold, then read on with the parameter from.',
    },
  },
  'address-not-found': {
    status: 404,
    title: { vi: 'Không có địa chỉ này', en: 'No such address' },
    mend: { vi: 'Kiểm tra lại mã trong địa chỉ.', en: 'Check the codes in the address.' },
  },
  'method-not-allowed': {
    status: 405,
    title: { vi: 'Địa chỉ không nhận phương thức này', en: 'Method not allowed' },
    mend: { vi: 'Dùng một trong các phương thức đã nêu cho địa chỉ này.', en: 'Use one of the methods named for this address.' },
  },
  'malformed-csv': {
    status: 400,
    title: { vi: 'Dòng CSV không hợp lệ', en: 'Malformed CSV' },
    mend: { vi: 'Sửa dấu ngoặc kép trong dòng; dấu ngoặc kép trong ô phải viết hai lần.', en: 'Mend the quotes of the row; a quote within a quoted cell is written twice.' },
  },
  unavailable: {
    status: 503,
    title: { vi: 'Tạm thời chưa phục vụ được', en: 'Unavailable for a moment' },
    mend: { vi: 'Gửi lại cùng việc này với cùng Idempotency-Key sau ít giây.', en: 'Send the same call again in a few seconds with the same Idempotency-Key.' },
  },
  'unexpected-fault': {
    status: 500,
    title: { vi: 'Lỗi ngoài dự kiến', en: 'Unexpected fault' },
    mend: { vi: 'Lỗi thuộc về hệ thống và đã được ghi lại; hãy gửi lại sau, hoặc báo mã tra cứu cho bộ phận một cửa.', en: 'The fault is ours and has been recorded; try again later, or tell the one-stop desk the instance given.' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;

export type EdgeProblemCode = keyof typeof EDGE_PROBLEMS;
