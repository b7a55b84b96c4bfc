import type { Dossier } from '#domain/dossiers/dossier';
import type { EventOf } from '#domain/dossiers/event';
import { withStep } from '#domain/dossiers/folds/with-step';
import { isIn } from '#domain/dossiers/is-in';
import type { Watch } from '#domain/dossiers/parts';
import { withTold } from '#domain/dossiers/watching';

type AlertEvent = EventOf<'SlaAtRisk' | 'SlaBreached' | 'CheckpointReached' | 'LatenessEscalated' | 'LatenessAcknowledged'>;

/** What was told of a clock is remembered beside it, so that it is told once. `by` is who took note. */
export function foldAlert(dossier: Dossier, event: AlertEvent, { at, by }: { readonly at: string; readonly by: string }): Dossier | undefined {
  const change = (watch: Watch): Watch => watchAfter(watch, event, { at, by });
  switch (event.what) {
    case 'reception':
      return dossier.status === 'draft' ? undefined : { ...dossier, receptionWatch: change(dossier.receptionWatch) };
    case 'step':
      return withStep(dossier, event.stepId ?? '', (step) => ({ ...step, watch: change(step.watch) }));
    case 'settlement':
      return isIn(dossier, 'accepted', 'in-progress', 'awaiting-payment') ? { ...dossier, watch: change(dossier.watch) } : dossier;
  }
}

function watchAfter(watch: Watch, event: AlertEvent, { at, by }: { readonly at: string; readonly by: string }): Watch {
  switch (event.type) {
    case 'SlaAtRisk':
      return withTold(watch, 'at-risk');
    case 'SlaBreached':
      return withTold(watch, 'due');
    case 'CheckpointReached':
      return withTold(watch, event.checkpoint);
    case 'LatenessEscalated':
      return { ...watch, ladder: [...watch.ladder, { rung: event.rung, agency: event.agency, toldAt: at }] };
    case 'LatenessAcknowledged':
      return { ...watch, ladder: watch.ladder.map((told) => (told.rung === event.rung ? { ...told, acknowledgedAt: at, acknowledgedBy: by } : told)) };
  }
}
