import { agency } from '#domain/agencies/agency';
import { httpContract } from '#functions/platform/http-contract';
import { agencyPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'PUT /v1/agencies/{agencyCode}',
  access: 'signed-in',
  idempotent: true,
  path: agencyPath,
  body: agency,
  title: { vi: 'Đăng ký cơ quan', en: 'Register an agency' },
  description: {
    vi: 'Đưa cơ quan vào danh bạ hoặc thay thông tin đang có; gửi lại đúng nội dung đó không làm gì thay đổi.',
    en: 'Puts an agency into the register, or replaces what is there; putting the same again changes nothing.',
  },
  answers: { 200: agency },
  problems: ['not-allowed', 'agency-code-differs'],
  example: {
    path: { agencyCode: 'H99.104' },
    body: {
      code: 'H99.104',
      name: { vi: 'Ủy ban nhân dân Xã Đồng Tâm', en: 'People’s Committee of Dong Tam Commune' },
      level: 'commune',
      parent: 'H99',
      roles: ['commune-peoples-committee'],
      serves: ['H99.104'],
      receives: ['inbox'],
    },
  },
});
