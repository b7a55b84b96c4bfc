import type { Dossier } from '#domain/dossiers/dossier';
import { isOver } from '#domain/dossiers/wake';
import type { Temporal } from '#domain/kernel/temporal';
import { relayDossier, type RelayTools } from '#functions/platform/relay-dossier';

const EVENTS_A_PAGE = 100;
/** Two rehydrations of one dossier closer than this are the same one: the machine's name says so. */
const EPOCH_MILLISECONDS = 60_000;

/**
 * Brings a dossier's machines back from the record: relays what was not relayed, wakes a machine that runs,
 * starts a new one where none does (D3). Safe to repeat; a younger machine replaces an older one.
 * Returns whether a new lifecycle machine was started.
 */
export async function rehydrate(tools: RelayTools, dossierId: string, now: Temporal.Instant): Promise<{ started: boolean }> {
  const dossier = await tools.store.load(dossierId);
  if (dossier === undefined) return { started: false };
  await relayRest(tools, dossier);
  if (dossier.status === 'draft' || dossier.status === 'returned') return { started: false };
  const epoch = Math.floor(now.epochMilliseconds / EPOCH_MILLISECONDS);
  const isRunning = await wakeOrMiss(tools, dossier.id);
  if (isRunning) return { started: false };
  await tools.machines.startLifecycle({ dossierId: dossier.id, code: dossier.code, epoch });
  for (const consultation of Object.values(dossier.consultations)) {
    if (consultation.state === 'closed' || isOver(dossier) || (await wakeOrMiss(tools, dossier.id, consultation.id))) continue;
    await tools.machines.startConsultation({ dossierId: dossier.id, code: dossier.code, consultationId: consultation.id, epoch });
  }
  return { started: true };
}

async function relayRest(tools: RelayTools, dossier: Dossier): Promise<void> {
  let afterSeq = (await tools.store.signal(dossier.id))?.relayedVersion ?? 0;
  for (;;) {
    const events = await tools.store.events(dossier.id, { afterSeq, limit: EVENTS_A_PAGE });
    const last = events.at(-1);
    if (last === undefined) return;
    await relayDossier(tools, dossier.id, events);
    afterSeq = last.seq;
  }
}

/** Wakes the machine that waits on the record if it is alive; false when there is none to wake. */
async function wakeOrMiss({ store, machines }: RelayTools, dossierId: string, consultationId?: string): Promise<boolean> {
  const wait = (await store.signal(dossierId, consultationId))?.wait;
  if (wait === undefined || !(await machines.isRunning(wait.executionArn))) return false;
  await machines.wake(wait.token);
  return true;
}
