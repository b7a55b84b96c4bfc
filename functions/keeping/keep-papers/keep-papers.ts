import type { CalendarStore } from '#domain/deadlines/calendar-store';
import { decide } from '#domain/dossiers/decide';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import type { Actor } from '#domain/dossiers/parts';
import { recordEvents } from '#domain/dossiers/record-events';
import { holdingsOf } from '#domain/holdings/holdings-of';
import type { HoldingStore } from '#domain/holdings/holding-store';
import type { Bundle } from '#domain/keeping/bundle';
import type { BundleFiles } from '#domain/keeping/bundle-files';
import { bundleManifest, bundlePlan, filesToldIn, isBeingChecked } from '#domain/keeping/bundle-plan';
import type { KeepingOrder } from '#domain/keeping/keeping-orders';
import { canonicalJson } from '#domain/kernel/canonical-json';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import type { ProcedureStore } from '#domain/procedures/procedure-store';
import { chainTools } from '#functions/platform/chain-tools';
import { contextFor } from '#functions/platform/change-dossier';

interface Dependencies {
  readonly store: Pick<DossierStore, 'load' | 'commit'>;
  readonly procedures: ProcedureStore;
  readonly calendars: Pick<CalendarStore, 'inForce'>;
  readonly holdings: Pick<HoldingStore, 'keep'>;
  readonly bundles: BundleFiles;
  readonly singlesGraceDays: number;
}

const KEEPER: Actor = { kind: 'system', id: 'keep-papers' };
/** Few write to a dossier that has ended: a late check, a document that is read. */
const MAX_ATTEMPTS = 5;

/** Does one order from the record as it now is: whatever came between, and however often it is done, the same is kept. */
export async function keepPapers(tools: Dependencies, { dossierId, what }: KeepingOrder, now: Temporal.Instant): Promise<void> {
  const dossier = await tools.store.load(dossierId);
  if (dossier === undefined) return;
  const context = await contextFor(tools, dossier, now);
  if (what === 'holdings') await tools.holdings.keep(holdingsOf(dossier, context.procedure));
  else await closeDossier(tools, dossier, now);
}

/**
 * Written, noted, let go: each may be done again after a fault at any of them. The single files are marked only once the
 * record says where the bundle is; the dossier may then no longer be the one the bundle was planned from, but what the
 * bundle holds of it never changes after its end.
 * @throws while a paper is still being checked: the order comes back
 */
async function closeDossier(tools: Dependencies, dossier: Dossier, now: Temporal.Instant): Promise<void> {
  const { procedure } = await contextFor(tools, dossier, now);
  const forms = await tools.bundles.sealedForms(dossier.id);
  const plan = bundlePlan(dossier, procedure, forms);
  if (plan === undefined || plan.files.length === 0) return;
  if (isBeingChecked(dossier)) throw new Error(`A paper of ${dossier.id} is still being checked`);
  const { versionId: version, sha256, sizeBytes, manifest } = await tools.bundles.write(plan, canonicalJson(bundleManifest(dossier, plan)));
  const { key, retentionClass, keepUntil, lockedUntil } = plan;
  const files = filesToldIn(manifest, plan);
  const kept = forms.filter(({ version: of }) => files.some(({ from }) => from.versionId === of));
  const singlesUntil = toIso(now.add({ hours: 24 * tools.singlesGraceDays }));
  await note(tools, dossier.id, { now, bundle: { key, version, sha256, sizeBytes, files: files.length, retentionClass, ...(keepUntil !== undefined && { keepUntil }), lockedUntil, singlesUntil, ...(kept.length > 0 && { forms: kept }) } });
  await tools.bundles.letGo(files);
}

async function note(tools: Dependencies, dossierId: string, { bundle, now }: { readonly bundle: Bundle; readonly now: Temporal.Instant }): Promise<void> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const before = await tools.store.load(dossierId);
    if (before === undefined) return;
    const events = decide(before, { type: 'record-bundle', by: KEEPER, bundle }, await contextFor(tools, before, now));
    if (events.length === 0) return;
    const { after, recorded } = recordEvents(before, events, { dossierId, at: toIso(now), by: KEEPER, chain: chainTools });
    const outcome = await tools.store.commit({ before, after, events: recorded, wakeAt: undefined });
    if (outcome.kind === 'committed') return;
  }
  throw new Error(`${dossierId} was changed at every try`);
}
