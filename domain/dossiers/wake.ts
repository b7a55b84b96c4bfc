import { nextSigningAlert } from '#domain/documents/signing-clock';
import { pendingAlerts } from '#domain/dossiers/alerts';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import { advance } from '#domain/dossiers/moves/advance';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';

/** A consultation and a document have machines of their own; should one be lost, the dossier's machine looks after it this much later. */
const GRACE = Temporal.Duration.from({ minutes: 15 });

/** When the lifecycle machine next has something to decide: now, at the next checkpoint, or not at all. */
export function wakeAt(dossier: Dossier, context: DecisionContext): string | undefined {
  if (advance(dossier, context).length > 0) return toIso(context.now);
  return checkpoints(dossier, context).toSorted()[0];
}

function checkpoints(dossier: Dossier, context: DecisionContext): string[] {
  const alerts = pendingAlerts(dossier, context).map((alert) => alert.at);
  const silences = Object.values(dossier.consultations)
    .filter((each) => each.state === 'open')
    .map((each) => toIso(Temporal.Instant.from(each.dueAt).add(GRACE)));
  const signings = Object.values(dossier.documents).flatMap((each) => {
    const at = nextSigningAlert(each);
    return at === undefined ? [] : [toIso(Temporal.Instant.from(at).add(GRACE))];
  });
  const answerBy = dossier.status === 'awaiting-supplement' ? [dossier.supplement.answerBy] : [];
  return isOver(dossier) ? [] : [...alerts, ...silences, ...signings, ...answerBy];
}

/** No move but the hand-over is left, or none at all. */
export function isOver(dossier: Dossier): boolean {
  return ['settled', 'returned', 'refused', 'withdrawn', 'stopped'].includes(dossier.status);
}

/** What the machine waits for, as a word its Choice compares (D3). */
export type WaitWord = 'desk' | 'agencies' | 'citizen' | 'payment' | 'hand-over' | 'ended';

/** Whom the dossier waits for now. */
export function waitsFor(dossier: Dossier): WaitWord {
  switch (dossier.status) {
    case 'draft':
    case 'awaiting-supplement':
      return 'citizen';
    case 'submitted':
      return 'desk';
    case 'accepted':
    case 'in-progress':
      return 'agencies';
    case 'awaiting-payment':
      return 'payment';
    case 'settled':
      return 'hand-over';
    case 'returned':
    case 'refused':
    case 'withdrawn':
    case 'stopped':
      return 'ended';
  }
}
