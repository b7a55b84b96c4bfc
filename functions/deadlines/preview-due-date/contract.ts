import * as z from 'zod';
import { agencyCode } from '#domain/agencies/agency';
import { shownPreview } from '#domain/dossiers/due-date-preview';
import { shownReadyBy } from '#domain/figures/ready-by';
import { channel } from '#domain/procedures/procedure';
import { httpContract } from '#functions/platform/http-contract';
import { procedurePath } from '#functions/platform/paths';

export const previewQuery = z
  .object({
    receivedAt: z.iso.datetime({ offset: true }).max(40).optional().meta({ description: 'When the full dossier would be received; now unless said.' }),
    channel: channel.optional(),
    agency: agencyCode.optional().meta({ description: 'The one-stop that would receive it; with it, its own office hours and days off count.' }),
    choices: z.string().max(500).regex(/^[a-z0-9-]+:[a-z0-9-]+(,[a-z0-9-]+:[a-z0-9-]+)*$/).optional().meta({ description: 'Choices of the applicant.', examples: ['area:remote,part:whole'] }),
  })
  .strict();

export const contract = httpContract({
  route: 'GET /v1/procedures/{procedureCode}/due-date',
  access: 'public',
  idempotent: false,
  path: procedurePath,
  query: previewQuery,
  title: { vi: 'Xem trước ngày hẹn trả', en: 'Preview a due date' },
  description: {
    vi: 'Nếu hồ sơ đầy đủ được nhận vào lúc đó thì hẹn trả khi nào và vì sao; khi nêu bộ phận một cửa, có thêm ngày nhiều khả năng xong theo các hồ sơ gần đây.',
    en: 'When a full dossier received then would be due, and why; with the one-stop named, also when such dossiers were ready there of late.',
  },
  answers: { 200: shownPreview.extend({ probablyReadyBy: shownReadyBy.optional() }).meta({ id: 'DueDateAnswer' }) },
  problems: ['procedure-not-found', 'invalid-choices', 'no-such-case', 'no-term-for-channel', 'no-calendar', 'term-not-whole'],
  example: { path: { procedureCode: '1.013225' }, query: { receivedAt: '2026-11-26T08:30:00+07:00', channel: 'online', agency: 'H99.101.01' } },
});
