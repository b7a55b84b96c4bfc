import type { Withdraw } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { requireStatus } from '#domain/dossiers/violations';

/** Allowed while no decision or result notice exists (Circular 03/2025 Art. 7; Decree 118/2025 Art. 21). */
export function withdraw(dossier: Dossier | undefined, command: Withdraw): DossierEvent[] {
  const running = requireStatus(dossier, ['submitted', 'accepted', 'in-progress', 'awaiting-supplement', 'awaiting-payment'], {
    vi: 'Chỉ rút hồ sơ khi chưa có kết quả.',
    en: 'A dossier can be withdrawn after hand-in and before there is a result.',
  });
  return [...cancelOpenSteps(running), { type: 'DossierWithdrawn', reason: command.reason }];
}

/** Every agency still working is told that it need not. */
export function cancelOpenSteps(dossier: Dossier): DossierEvent[] {
  return Object.values(dossier.steps)
    .filter((step) => step.state === 'open' || step.state === 'returned')
    .map((step) => ({ type: 'StepCancelled', stepId: step.id }));
}
