import * as z from 'zod';
import { shownClient } from '#domain/access/client-view';
import { personText } from '#domain/kernel/text';
import { CLIENT_CHANGE_PROBLEMS } from '#functions/platform/change-client';
import { httpContract } from '#functions/platform/http-contract';
import { clientPath } from '#functions/platform/paths';

export const clientChangeBody = z
  .strictObject({
    state: z.enum(['active', 'disabled']).optional().meta({ description: 'Disabled: no token and no key of it lets anybody in, at once.' }),
    name: personText(200).optional(),
  })
  .meta({ id: 'ClientChange' });

export const contract = httpContract({
  route: 'PATCH /v1/clients/{clientId}',
  access: 'signed-in',
  idempotent: true,
  path: clientPath,
  body: clientChangeBody,
  title: { vi: 'Tạm ngừng, mở lại hoặc đổi tên hệ thống', en: 'Disable, enable or rename a client' },
  description: { vi: 'Dành cho quản trị viên. Tạm ngừng có hiệu lực ngay ở lần gọi kế tiếp.', en: 'For the administrator. A client that is disabled is refused from its next call on.' },
  answers: { 200: shownClient },
  problems: [...CLIENT_CHANGE_PROBLEMS],
  example: { path: { clientId: 'cl-0123456789abcdef01234567' }, body: { state: 'disabled' } },
});
