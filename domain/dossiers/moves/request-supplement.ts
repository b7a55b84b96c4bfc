import { addTerm } from '#domain/deadlines/add-term';
import type { DecisionContext } from '#domain/dossiers/context';
import type { RequestSupplement } from '#domain/dossiers/command';
import type { Dossier, FiledDossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import type { SupplementRequest } from '#domain/dossiers/parts';
import { calendarOf, dueAfter } from '#domain/dossiers/legal-clock';
import { requireItems, requireReasons, requireStatus, ruleBroken } from '#domain/dossiers/violations';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';

/** The desk asks before acceptance (form 02). No clock runs yet, so none is stopped. */
export function requestSupplement(dossier: Dossier | undefined, command: RequestSupplement, context: DecisionContext): DossierEvent[] {
  const submitted = requireStatus(dossier, ['submitted'], {
    vi: 'Chỉ yêu cầu bổ sung với hồ sơ đang chờ tiếp nhận.',
    en: 'The desk asks for a supplement only while the dossier waits for acceptance; later the agency returns its step.',
  });
  return [{ type: 'SupplementRequested', request: supplementRequest(submitted, command, context), facts: [] }];
}

interface Wanted {
  readonly items: readonly string[];
  readonly reasons: readonly string[];
  readonly stepId?: string;
}

/** Guidance is given once, full and exact (Decree 61/2018 Art. 15(3), 17(2)); how often is the procedure's to say. */
export function supplementRequest(dossier: FiledDossier, wanted: Wanted, context: DecisionContext): SupplementRequest {
  requireReasons(wanted);
  requireItems(wanted);
  const { supplement } = context.procedure;
  if (dossier.supplementRequests >= supplement.maxRequests) {
    throw ruleBroken('supplement-already-requested', {
      vi: `Chỉ được yêu cầu bổ sung ${supplement.maxRequests} lần (${supplement.legalBasis.cites}).`,
      en: `A supplement may be asked for ${supplement.maxRequests} time(s) (${supplement.legalBasis.cites}); decide on what is there.`,
    });
  }
  const calendar = calendarOf(dossier, context);
  const askBy = addTerm(Temporal.Instant.from(dossier.receivedAt), supplement.askWithin, calendar);
  return {
    items: [...wanted.items],
    reasons: [...wanted.reasons],
    requestedAt: toIso(context.now),
    answerBy: dueAfter(context.now, supplement.answerWithin, calendar),
    askedLate: Temporal.Instant.compare(context.now, askBy) > 0,
    ...(wanted.stepId === undefined ? {} : { stepId: wanted.stepId }),
  };
}
