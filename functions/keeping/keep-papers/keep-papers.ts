import type { DossierStore } from '#domain/dossiers/dossier-store';
import { holdingsOf } from '#domain/holdings/holdings-of';
import type { HoldingStore } from '#domain/holdings/holding-store';
import type { KeepingOrder } from '#domain/keeping/keeping-orders';
import type { ProcedureStore } from '#domain/procedures/procedure-store';

interface Dependencies {
  readonly store: Pick<DossierStore, 'load'>;
  readonly procedures: Pick<ProcedureStore, 'version'>;
  readonly holdings: Pick<HoldingStore, 'keep'>;
}

/** Does one order from the record as it now is: whatever came between, and however often it is done, the same is kept. */
export async function keepPapers({ store, procedures, holdings }: Dependencies, { dossierId }: KeepingOrder): Promise<void> {
  const dossier = await store.load(dossierId);
  if (dossier === undefined) return;
  const { code, version } = dossier.procedure;
  const procedure = await procedures.version(code, version);
  if (procedure === undefined) throw new Error(`The register lost procedure ${code} version ${String(version)}`);
  await holdings.keep(holdingsOf(dossier, procedure));
}
