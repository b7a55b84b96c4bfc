import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { alertsDue } from '#domain/dossiers/alerts';
import { silenceSpeaks } from '#domain/dossiers/silence';
import { unansweredSupplement } from '#domain/dossiers/unanswered-supplement';
import { workGoesOn } from '#domain/dossiers/work-goes-on';

/**
 * What is due now, without anybody asking: alerts, silence that the law gives a meaning,
 * an unanswered supplement, the next stage, the settlement. Empty when nothing is; so it may be asked at any time.
 */
export function advance(dossier: Dossier, context: DecisionContext): DossierEvent[] {
  switch (dossier.status) {
    case 'submitted':
      return alertsDue(dossier, context);
    case 'awaiting-supplement':
      return [...alertsDue(dossier, context), ...silenceSpeaks(dossier, context), ...unansweredSupplement(dossier, context)];
    case 'accepted':
    case 'in-progress':
    case 'awaiting-payment':
      return [...alertsDue(dossier, context), ...silenceSpeaks(dossier, context), ...workGoesOn(dossier, context)];
    case 'draft':
    case 'settled':
    case 'returned':
    case 'refused':
    case 'withdrawn':
    case 'stopped':
      return [];
  }
}
