import { signingAlerts } from '#domain/documents/signing-clock';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier, DossierIn, WorkingDossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { alertsDue } from '#domain/dossiers/alerts';
import { silenceSpeaks } from '#domain/dossiers/silence';
import { unansweredSupplement } from '#domain/dossiers/unanswered-supplement';
import { cannotEnds, workGoesOn } from '#domain/dossiers/work-goes-on';

/**
 * What is due now, without anybody asking: alerts, silence that the law gives a meaning,
 * an unanswered supplement, the next stage, the settlement. Empty when nothing is; so it may be asked at any time.
 */
export function advance(dossier: Dossier, context: DecisionContext): DossierEvent[] {
  switch (dossier.status) {
    case 'submitted':
      return alertsDue(dossier, context);
    case 'awaiting-supplement':
    case 'accepted':
    case 'in-progress':
    case 'awaiting-payment':
      return [...alertsDue(dossier, context), ...signingAlerts(dossier, context), ...whatFollows(dossier, context)];
    case 'draft':
    case 'settled':
    case 'returned':
    case 'refused':
    case 'withdrawn':
    case 'stopped':
      return [];
  }
}

/** An ending closes what is still asked by itself; only without one does silence speak and the work go on. */
function whatFollows(dossier: WorkingDossier | DossierIn<'awaiting-supplement'>, context: DecisionContext): DossierEvent[] {
  const ending = cannotEnds(dossier, context);
  if (ending.length > 0) return ending;
  if (dossier.status !== 'awaiting-supplement') return [...silenceSpeaks(dossier, context), ...workGoesOn(dossier, context)];
  const unanswered = unansweredSupplement(dossier, context);
  return unanswered.length > 0 ? unanswered : silenceSpeaks(dossier, context);
}
