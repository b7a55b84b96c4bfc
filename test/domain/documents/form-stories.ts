import type { Agency } from '#domain/agencies/agency';
import type { DossierForm } from '#domain/documents/forms/dossier-forms';
import type { FormSource } from '#domain/documents/forms/form-source';
import type { DocumentLanguage } from '#domain/documents/rendering';
import { agencyRoles } from '#domain/procedures/known-roles';
import { catalogueProcedure, smallProcedure } from '#test/domain/dossiers/catalogue-procedure';
import { agencyOf, DESK, Story } from '#test/domain/dossiers/story';

const common = { level: 'commune', roles: [], serves: [], receives: ['inbox'] } as const;

function agencyNamed(code: string, name: Agency['name'], more: Partial<Agency> = {}): [string, Agency] {
  return [code, { ...common, roles: [], serves: [], receives: ['inbox'], code, name, parent: 'H26', ...more }];
}

/** The agencies of the stories, with names as long as real ones are. */
const AGENCIES: ReadonlyMap<string, Agency> = new Map([
  agencyNamed('H26', { vi: 'Ủy ban nhân dân tỉnh Mẫu', en: "People's Committee of the Sample Province" }),
  agencyNamed(DESK, { vi: 'Trung tâm Phục vụ hành chính công phường Hoàng Văn Thụ', en: 'One-stop Service Centre of Hoang Van Thu Ward' }, { seat: { vi: 'Hoàng Văn Thụ', en: 'Hoang Van Thu' }, phone: '0900 000 101' }),
  ...Object.entries(agencyRoles).map(([role, { vi, en }]) => agencyNamed(agencyOf(role), { vi: `${vi} phường Hoàng Văn Thụ`, en })),
]);

export function sourceOf(story: Story, language: DocumentLanguage = 'vi'): FormSource {
  const { dossier } = story;
  if (dossier.status === 'draft') throw new Error('the dossier is a draft');
  return { dossier, events: story.recorded, procedure: story.procedure, agencies: AGENCIES, language };
}

const submitted = () => new Story(catalogueProcedure('3.000722'), '2026-10-05 08:30').create({ channel: 'online' }).grant().submit();
const accepted = () => submitted().at('2026-10-05 09:00').accept().advance();
const working = () => new Story(smallProcedure(), '2026-10-05 09:00').create().submit().accept().advance();

/** A dossier that has come to what each form tells of. */
export const STORIES: Readonly<Record<DossierForm, () => Story>> = {
  receipt: accepted,
  'supplement-request': () => {
    const story = submitted().at('2026-10-05 10:15');
    story.ask({ type: 'request-supplement', items: ['Bản sao Giấy chứng sinh có xác nhận của cơ sở khám bệnh, chữa bệnh', 'Văn bản đồng ý của chủ hộ về việc đăng ký thường trú'], reasons: ['Giấy chứng sinh bị mờ, không đọc được số và ngày cấp', 'Chưa có ý kiến đồng ý của chủ hộ theo quy định của Luật Cư trú'] });
    return story;
  },
  refusal: () => {
    const story = submitted().at('2026-10-05 10:15');
    story.ask({ type: 'refuse', reasons: ['Trẻ em đã được đăng ký khai sinh tại Ủy ban nhân dân xã Bình Minh ngày 02 tháng 10 năm 2026', 'Không thuộc thẩm quyền giải quyết theo Điều 13 Luật Hộ tịch'] });
    return story;
  },
  apology: () => {
    const story = working().waitUntil('2026-10-09 09:00');
    story.ask({ type: 'reappoint', reason: 'Phải xác minh thêm nguồn gốc sử dụng đất tại Văn phòng đăng ký đất đai', extension: { amount: 3, unit: 'working-day' } });
    return story;
  },
  'stop-notice': () => {
    const story = accepted().at('2026-10-06 14:05');
    story.ask({ type: 'withdraw', reason: 'Gia đình chuyển đi nơi khác, xin rút hồ sơ để nộp tại nơi ở mới' });
    return story;
  },
  'control-sheet': () => accepted().at('2026-10-05 15:00').answer('birth-registration').advance().at('2026-10-06 10:00').answer('permanent-residence').advance(),
};
