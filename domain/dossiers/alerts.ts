import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import type { Step } from '#domain/dossiers/parts';
import { toIso } from '#domain/kernel/instant';

/** An alert that may be raised: when, and what is then recorded. Each is offered until it was raised, then never again. */
interface Alert {
  readonly at: string;
  readonly event: DossierEvent;
}

/** Alerts whose instant has come. */
export function alertsDue(dossier: Dossier, context: DecisionContext): DossierEvent[] {
  const now = toIso(context.now);
  return pendingAlerts(dossier)
    .filter((alert) => alert.at <= now)
    .map((alert) => alert.event);
}

/** Every alert not raised yet, for the step's round or the clock's epoch that runs now (D12). */
export function pendingAlerts(dossier: Dossier): Alert[] {
  return [...receptionAlert(dossier), ...Object.values(dossier.steps).flatMap(stepAlerts), ...settlementAlert(dossier)];
}

/** Each reception is an epoch of its own: the first, and one after every supplement the desk asked for. */
function receptionAlert(dossier: Dossier): Alert[] {
  if (dossier.status !== 'submitted' || dossier.receptionBreachRaised) return [];
  const { receptionDueAt: dueAt, receivingAgency: agency, supplementRequests } = dossier;
  return [{ at: dueAt, event: { type: 'SlaBreached', what: 'reception', agency, dueAt, epoch: supplementRequests + 1 } }];
}

/** Waiting for the applicant's payment is nobody's lateness: once the amount is told, the step raises nothing in this round. */
function stepAlerts(step: Step): Alert[] {
  if (step.state !== 'open' || (step.obligation !== undefined && step.obligation.at >= step.openedAt)) return [];
  const { id: stepId, agency, dueAt, round: epoch } = step;
  const breached = step.breachRaisedForRound === epoch;
  const atRisk = step.atRiskRaisedForRound === epoch || breached;
  return [
    ...(atRisk ? [] : [{ at: step.atRiskAt, event: { type: 'SlaAtRisk', what: 'step', stepId, agency, dueAt, epoch } } satisfies Alert]),
    ...(breached ? [] : [{ at: dueAt, event: { type: 'SlaBreached', what: 'step', stepId, agency, dueAt, epoch } } satisfies Alert]),
  ];
}

function settlementAlert(dossier: Dossier): Alert[] {
  if (dossier.status !== 'in-progress' && dossier.status !== 'accepted') return [];
  const { dueAt, clockEpoch: epoch, receivingAgency: agency } = dossier;
  if (dueAt === undefined || dossier.breachRaisedForEpoch === epoch) return [];
  return [{ at: dueAt, event: { type: 'SlaBreached', what: 'settlement', agency, dueAt, epoch } }];
}
