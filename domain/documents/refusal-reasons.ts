import type * as z from 'zod';
import type { bilingualText } from '#domain/kernel/text';

type Words = z.infer<typeof bilingualText>;

/** Why a paper is refused, in words that say what to do instead. The codes are stable and stand in events. */
export const REFUSAL_REASONS = {
  malware: { vi: 'Tệp chứa mã độc.', en: 'The file holds malware.' },
  'not-scannable': { vi: 'Không quét được tệp, thường do có mật khẩu; hãy bỏ mật khẩu.', en: 'The file cannot be scanned, mostly because of a password; take the password off.' },
  'hash-differs': { vi: 'Nội dung tệp khác với mã băm đã khai.', en: 'The bytes are not the ones whose hash was announced.' },
  'size-differs': { vi: 'Dung lượng tệp khác với dung lượng đã khai.', en: 'The file is not of the size that was announced.' },
  'type-differs': { vi: 'Nội dung tệp không đúng loại đã khai; đổi tên tệp không làm đổi loại tệp.', en: 'The bytes are not of the type announced; another name does not make another file.' },
  'type-not-allowed': { vi: 'Loại giấy tờ này không nhận loại tệp đó.', en: 'This slot does not take files of that type.' },
  'type-unknown': { vi: 'Không nhận ra loại tệp.', en: 'The type of the file is not known.' },
  polyglot: { vi: 'Tệp chứa một tệp khác ẩn bên trong hoặc phía sau; hãy quét hoặc xuất lại giấy tờ.', en: 'Another file hides in or behind this one; scan or export the paper again.' },
  broken: { vi: 'Tệp bị hỏng, không đọc được.', en: 'The file is broken and cannot be read.' },
  'pdf-encrypted': { vi: 'PDF có mật khẩu hoặc bị mã hoá; hãy bỏ mật khẩu.', en: 'The PDF is encrypted; take the password off.' },
  'pdf-javascript': { vi: 'PDF chứa JavaScript; hãy in lại thành PDF thường.', en: 'The PDF holds JavaScript; print it to a plain PDF.' },
  'pdf-launch': { vi: 'PDF chứa lệnh mở chương trình khác.', en: 'The PDF would start another program.' },
  'pdf-acts': { vi: 'PDF tự thực hiện hành động khi mở.', en: 'The PDF acts by itself when it is opened.' },
  'pdf-attachment': { vi: 'PDF đính kèm tệp khác; hãy nộp riêng tệp đó.', en: 'The PDF carries another file; hand that in by itself.' },
  'pdf-xfa': { vi: 'PDF là biểu mẫu XFA; hãy in thành PDF thường.', en: 'The PDF is an XFA form; print it to a plain PDF.' },
  'too-many-pages': { vi: 'Tệp có quá nhiều trang; hãy chia thành nhiều tệp.', en: 'There are too many pages; split the file.' },
  'too-complex': { vi: 'Tệp quá phức tạp để kiểm tra; hãy quét hoặc xuất lại giấy tờ.', en: 'The file is too complex to be checked; scan or export the paper again.' },
  'too-many-pixels': { vi: 'Ảnh quá lớn; hãy giảm độ phân giải.', en: 'The image is too large; lower its resolution.' },
  macros: { vi: 'Tệp văn phòng chứa macro; hãy lưu thành tệp không có macro.', en: 'The office file holds macros; save it without them.' },
  'archive-not-allowed': { vi: 'Tệp nén chứa loại tệp không được nhận.', en: 'The archive holds files of a kind that is not taken.' },
  'archive-bomb': { vi: 'Tệp nén phình ra quá lớn.', en: 'The archive inflates beyond measure.' },
} as const satisfies Readonly<Record<string, Words>>;

export type RefusalReason = keyof typeof REFUSAL_REASONS;

const UNKNOWN: Words = { vi: 'Giấy tờ không được chấp nhận.', en: 'The paper was not accepted.' };

export function wordsOf(reason: string): Words {
  return Object.entries(REFUSAL_REASONS).find(([code]) => code === reason)?.[1] ?? UNKNOWN;
}

export function reasonsInWords(reasons: readonly string[], language: 'vi' | 'en'): string {
  return (reasons.length === 0 ? [UNKNOWN] : reasons.map(wordsOf)).map((words) => words[language]).join(' ');
}
