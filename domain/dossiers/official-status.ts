import * as z from 'zod';
import type { DossierStatus } from '#domain/dossiers/dossier';
import { bilingualText } from '#domain/kernel/text';

/** One of the ten status codes on the wire (domain.md §2.3, required for display by Circular 22/2019 Art. 4). */
export const shownOfficialStatus = z
  .object({ code: z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), name: bilingualText })
  .strict()
  .meta({ id: 'OfficialStatus', description: 'One of the ten official status codes of a dossier (Circular 22/2019/TT-VPCP Art. 4).' });
export type OfficialStatus = z.infer<typeof shownOfficialStatus>;

const OFFICIAL: Readonly<Record<Exclude<DossierStatus, 'draft'>, OfficialStatus>> = {
  submitted: { code: 1, name: { vi: 'Mới đăng ký', en: 'Newly registered' } },
  accepted: { code: 2, name: { vi: 'Được tiếp nhận', en: 'Received' } },
  refused: { code: 3, name: { vi: 'Không được tiếp nhận', en: 'Not accepted' } },
  'in-progress': { code: 4, name: { vi: 'Đang xử lý', en: 'Processing' } },
  'awaiting-supplement': { code: 5, name: { vi: 'Yêu cầu bổ sung giấy tờ', en: 'Supplement required' } },
  'awaiting-payment': { code: 6, name: { vi: 'Yêu cầu thực hiện nghĩa vụ tài chính', en: 'Financial obligation' } },
  withdrawn: { code: 7, name: { vi: 'Công dân yêu cầu rút hồ sơ', en: 'Withdrawn' } },
  stopped: { code: 8, name: { vi: 'Dừng xử lý', en: 'Stopped' } },
  settled: { code: 9, name: { vi: 'Đã xử lý xong', en: 'Settled' } },
  returned: { code: 10, name: { vi: 'Đã trả kết quả', en: 'Result returned' } },
};

/** The official status of a state; a draft has none, because nothing was handed in yet. */
export function officialStatus(status: DossierStatus): OfficialStatus | undefined {
  return status === 'draft' ? undefined : OFFICIAL[status];
}
