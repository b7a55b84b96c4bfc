import type { ClockFact } from '#domain/deadlines/clock-fact';
import type { LiftSuspension } from '#domain/dossiers/command';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { withFacts } from '#domain/dossiers/legal-clock';
import { stepDates } from '#domain/dossiers/step-clock';
import { requireStatus, ruleBroken } from '#domain/dossiers/violations';
import { toIso } from '#domain/kernel/instant';

/** The ground for the stop is gone: every clock goes on with what it had left, unless it stands still on another ground too. */
export function liftSuspension(dossier: Dossier | undefined, command: LiftSuspension, context: DecisionContext): DossierEvent[] {
  const suspended = requireStatus(dossier, ['in-progress', 'awaiting-payment', 'awaiting-supplement'], {
    vi: 'Hồ sơ đã kết thúc.',
    en: 'The dossier has come to its end; there is nothing to lift.',
  });
  if (suspended.suspension === undefined) {
    throw ruleBroken('not-suspended', { vi: 'Hồ sơ không bị tạm dừng.', en: 'The dossier is not suspended.' });
  }
  const resumed: ClockFact = { kind: 'resumed', at: toIso(context.now), ground: 'legal-suspension' };
  const steps = Object.values(suspended.steps).flatMap((step) => {
    const dates = step.state === 'open' ? stepDates(step, context, [resumed]) : undefined;
    return dates === undefined ? [] : [{ stepId: step.id, ...dates }];
  });
  return [{ type: 'SuspensionLifted', reason: command.reason, steps, ...withFacts(suspended, [resumed], context) }];
}
