import * as z from 'zod';
import { dossierHead } from '#domain/documents/forms/dossier-head';
import { lastOf, type FormContent, type FormSource } from '#domain/documents/forms/form-source';
import { papersBy } from '#domain/documents/forms/receipt-data';
import { said, shownDossierHead } from '#domain/documents/forms/shown-words';

/** What form 05, the notice that a dossier is no longer worked on, shows. */
export const stopNoticeData = shownDossierHead.extend({ ground: said, reasons: z.array(said), stateAtStop: said, returned: z.array(z.object({ name: said, form: said }).strict()) }).strict();

const GROUNDS = {
  DossierWithdrawn: { vi: 'Theo đề nghị của người nộp hồ sơ', en: 'at the request of the applicant' },
  DossierStopped: { vi: 'Theo quy định của pháp luật', en: 'as the law provides' },
} as const;

const STATES = {
  received: { vi: 'Đã nộp, chưa được tiếp nhận', en: 'handed in, not accepted yet' },
  accepted: { vi: 'Đã tiếp nhận, đang giải quyết', en: 'accepted, being worked on' },
  waiting: { vi: 'Đang chờ bổ sung hồ sơ', en: 'waiting for a supplement' },
} as const;

/** The end that form 05 tells of. */
export function stopNoticeMoment(events: FormSource['events']) {
  return lastOf(events, 'DossierWithdrawn') ?? lastOf(events, 'DossierStopped');
}

/** Form 05 (Circular 03/2025/TT-VPCP): withdrawn by the applicant, or stopped because he did not answer. */
export function stopNoticeContent(source: FormSource): FormContent | undefined {
  const { events, language } = source;
  const stopped = stopNoticeMoment(events);
  if (stopped === undefined) return undefined;
  const data: z.infer<typeof stopNoticeData> = {
    ...dossierHead(source, stopped.at),
    ground: GROUNDS[stopped.event.type][language],
    reasons: 'reason' in stopped.event ? [stopped.event.reason] : stopped.event.reasons,
    stateAtStop: STATES[stateBefore(source, stopped.seq)][language],
    returned: papersBy(source, stopped.at),
  };
  return { data, madeAt: stopped.at, seq: stopped.seq };
}

function stateBefore({ events }: FormSource, seq: number): keyof typeof STATES {
  const before = events.filter((each) => each.seq < seq);
  const asked = lastOf(before, 'SupplementRequested');
  const supplied = lastOf(before, 'DossierSupplemented');
  if (asked !== undefined && (supplied === undefined || supplied.seq < asked.seq)) return 'waiting';
  return lastOf(before, 'DossierAccepted') === undefined ? 'received' : 'accepted';
}
