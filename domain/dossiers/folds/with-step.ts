import type { Dossier } from '#domain/dossiers/dossier';
import type { Step } from '#domain/dossiers/parts';

/** The dossier with one of its steps changed; nothing when it has no such step. */
export function withStep(dossier: Dossier, stepId: string, change: (step: Step) => Step): Dossier | undefined {
  const step = dossier.steps[stepId];
  return step === undefined ? undefined : { ...dossier, steps: { ...dossier.steps, [stepId]: change(step) } };
}
