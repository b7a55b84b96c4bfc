import * as z from 'zod';
import { inboxRow } from '#domain/dossiers/dossier-store';
import { shownWorkState } from '#domain/figures/work-state';
import { httpContract } from '#functions/platform/http-contract';
import { pageOf, pageQuery } from '#functions/platform/page-query';
import { LISTING_PROBLEMS } from '#functions/platform/usual-problems';

const row = inboxRow.extend({ state: shownWorkState }).meta({ id: 'AgencyWorkRow' });

export const contract = httpContract({
  route: 'GET /v1/sla/agency',
  access: 'signed-in',
  idempotent: false,
  query: pageQuery,
  title: { vi: 'Việc của cơ quan và thời hạn', en: 'List the agency’s work' },
  description: {
    vi: 'Việc đang mở của cơ quan người gọi và từng việc đúng hạn, sắp trễ hay trễ; việc trễ đứng đầu.',
    en: 'The open work of the caller’s own agency with how each piece stands to its term; those that are late lead.',
  },
  answers: { 200: pageOf(row).extend({ agency: z.string().max(35) }).meta({ id: 'AgencyWork' }) },
  problems: LISTING_PROBLEMS,
  example: { query: { limit: '10' } },
});
