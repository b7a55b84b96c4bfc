import { CALLER_PROBLEMS } from '#functions/platform/caller-problems';
import type { ProblemEntry } from '#functions/platform/problem-entry';

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
  'pdf-too-large': {
    status: 413,
    title: { vi: 'Tệp PDF quá lớn', en: 'PDF too large' },
    mend: {
      vi: 'Gửi tệp không quá 4 MB. Tệp lớn hơn: tải lên thành giấy tờ của hồ sơ rồi gọi GET /v1/dossiers/{dossierId}/papers/{paperId}/signatures, hoặc mở bằng phần mềm đọc PDF có kiểm tra chữ ký.',
      en: 'Send a PDF of at most 4 MB. A larger one is uploaded as a paper of a dossier and reported on by GET /v1/dossiers/{dossierId}/papers/{paperId}/signatures, or opened with a PDF reader that verifies signatures.',
    },
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
  ...CALLER_PROBLEMS,
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
  'document-not-found': {
    status: 404,
    title: { vi: 'Không tìm thấy văn bản', en: 'Document not found' },
    mend: { vi: 'Xem danh sách văn bản của hồ sơ để lấy mã đúng.', en: 'List the dossier’s documents for their ids.' },
  },
  'signing-identity-not-found': {
    status: 404,
    title: { vi: 'Không có danh tính ký số này', en: 'Signing identity not found' },
    mend: { vi: 'Không có danh tính ký số này; hãy kiểm tra lại mã.', en: 'There is no such signing identity; check its id.' },
  },
  'step-not-found': {
    status: 404,
    title: { vi: 'Không có bước này', en: 'Step not found' },
    mend: { vi: 'Hồ sơ không có bước này; hãy đọc hồ sơ để biết các bước.', en: 'The dossier has no such step; read the dossier for its steps.' },
  },
  'paper-not-found': {
    status: 404,
    title: { vi: 'Không có giấy tờ này', en: 'Paper not found' },
    mend: { vi: 'Hồ sơ không có giấy tờ này; hãy đọc hồ sơ để biết các giấy tờ.', en: 'The dossier has no such paper; read the dossier for its papers.' },
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
  'log-day-not-sealed': {
    status: 404,
    title: { vi: 'Ngày này chưa được niêm phong', en: 'The day is not sealed' },
    mend: { vi: 'Ngày được niêm phong sau nửa đêm giờ Việt Nam; hãy xem danh sách các ngày ở /v1/log/days.', en: 'A day is sealed after midnight in Việt Nam; see which ones are at /v1/log/days.' },
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
