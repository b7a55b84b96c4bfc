import type { DossierStore, MachineSignal } from '#domain/dossiers/dossier-store';
import type { WaitPlace } from '#test/support/fakes/in-memory-dossier-store';

export interface DossierStoreHarness {
  readonly store: DossierStore;
  /** What a machine does when it waits; false when its guard did not hold. */
  leaveWait(place: WaitPlace, wait: NonNullable<MachineSignal['wait']>): Promise<boolean>;
}
