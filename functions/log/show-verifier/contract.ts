import { httpContract } from '#functions/platform/http-contract';

export const contract = httpContract({
  route: 'GET /verify',
  access: 'public',
  idempotent: false,
  title: { vi: 'Trang kiểm tra giấy tiếp nhận và kết quả', en: 'Read the page that checks receipts and results' },
  description: {
    vi: 'Một tệp HTML kèm khóa công khai, kiểm tra ngay trên máy người xem, không cần mạng; lưu lại dùng được về sau.',
    en: 'One HTML file with the public key in it, which checks on the reader\'s own device and needs no network; it may be saved for later.',
  },
  answers: { 200: null },
  problems: [],
  example: {},
});
