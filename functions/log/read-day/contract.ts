import * as z from 'zod';
import { logDay, sealedDay } from '#domain/log/sealed-day';
import { httpContract } from '#functions/platform/http-contract';

export const dayPath = z.object({ day: logDay });

export const contract = httpContract({
  route: 'GET /v1/log/days/{day}',
  access: 'public',
  idempotent: false,
  path: dayPath,
  title: { vi: 'Xem một ngày đã niêm phong', en: 'Read one sealed day of the log' },
  description: {
    vi: 'Gốc cây băm của ngày, có chữ ký và nối với ngày trước; kèm dấu thời gian khi có.',
    en: 'The signed root of the day, chained to the day before, with its timestamp when there is one.',
  },
  answers: { 200: sealedDay },
  problems: ['log-day-not-sealed'],
  example: { path: { day: '2026-11-26' } },
});
