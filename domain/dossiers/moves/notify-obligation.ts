import type { NotifyObligation } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { requireOpenStep, requireStatus, ruleBroken } from '#domain/dossiers/violations';

/** The tax office says what the applicant owes; the clock already stands still and waits for the payment's confirmation. */
export function notifyObligation(dossier: Dossier | undefined, command: NotifyObligation): DossierEvent[] {
  const waiting = requireStatus(dossier, ['awaiting-payment'], {
    vi: 'Hồ sơ không ở bước nghĩa vụ tài chính.',
    en: 'The dossier does not wait for a financial obligation.',
  });
  const step = requireOpenStep(waiting.steps, command.stepId);
  if (step.kind !== 'obligation') {
    throw ruleBroken('step-has-no-obligation', { vi: 'Bước này không xác định nghĩa vụ tài chính.', en: 'Only the step of a financial obligation may set one.' });
  }
  return [{ type: 'ObligationNotified', stepId: step.id, amountDong: command.amountDong, reference: command.reference }];
}
