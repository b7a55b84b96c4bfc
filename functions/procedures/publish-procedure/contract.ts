import * as z from 'zod';
import { procedureDefinition } from '#domain/procedures/procedure';
import { httpContract } from '#functions/platform/http-contract';

/** Anything that is an object; what it must hold is the loader's to say, field by field. */
export const definitionBody = z.record(z.string().max(100), z.unknown());

const source = { cites: 'Nghị định 123/2026/NĐ-CP Điều 7', confidence: 'sourced' };

export const contract = httpContract({
  route: 'POST /v1/procedures',
  access: 'signed-in',
  idempotent: true,
  body: definitionBody,
  shownBody: procedureDefinition.meta({ id: 'NewProcedure', description: 'A version of a procedure: data, never code.' }),
  title: { vi: 'Công bố thủ tục', en: 'Publish a procedure' },
  description: {
    vi: 'Công bố một phiên bản thủ tục sau khi kiểm tra đầy đủ; không cần triển khai lại. Một phiên bản đã công bố không bao giờ thay đổi: gửi lại đúng nội dung đó không làm gì (200).',
    en: 'Publishes a version of a procedure once the linter has passed it, without a deployment. A published version never changes: the same content again changes nothing (200).',
  },
  answers: { 200: published(), 201: published() },
  problems: ['not-allowed', 'invalid-procedure', 'procedure-version-taken'],
  example: {
    body: {
      code: '2.900001',
      version: 1,
      name: { vi: 'Xác nhận thông tin nhà ở', en: 'Confirmation of housing data' },
      field: { vi: 'Nhà ở', en: 'Housing' },
      level: 'commune',
      effective: { from: '2026-01-01' },
      transition: 'GRANDFATHER',
      channels: ['online', 'desk'],
      cases: [{ id: 'usual', name: { vi: 'Thông thường', en: 'Usual' }, terms: [{ channels: ['online', 'desk'], term: { amount: 3, unit: 'working-day' }, legalBasis: source }] }],
      papers: [{ slot: 'request', name: { vi: 'Đơn đề nghị', en: 'Request' }, required: true }],
      reception: { limit: { amount: 8, unit: 'working-hour' }, legalBasis: source },
      cutOff: { kind: 'NONE' },
      supplement: { askWithin: { amount: 3, unit: 'working-day' }, answerWithin: { amount: 30, unit: 'calendar-day' }, onNoAnswer: 'REFUSE', legalBasis: source },
      stages: [
        {
          id: 'confirmation',
          name: { vi: 'Xác nhận', en: 'Confirmation' },
          steps: [
            {
              id: 'confirm',
              name: { vi: 'Kiểm tra và xác nhận', en: 'Check and confirm' },
              agencyRole: 'commune-peoples-committee',
              budget: { amount: 2, unit: 'working-day' },
              result: { type: 'housing-confirmation', name: { vi: 'Giấy xác nhận', en: 'Confirmation' } },
            },
          ],
        },
      ],
      legalBasis: [source],
    },
  },
});

function published() {
  const { code, version } = procedureDefinition.shape;
  return z.object({ code, version }).strict();
}
