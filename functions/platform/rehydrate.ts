import { apologyDocumentId, apologyToDraft } from '#domain/documents/apology-document';
import type { Dossier, FiledDossier } from '#domain/dossiers/dossier';
import type { MachineSignal } from '#domain/dossiers/dossier-store';
import { isOver } from '#domain/dossiers/wake';
import type { Temporal } from '#domain/kernel/temporal';
import { FIRST_EPOCH, relayDossier, type RelayTools } from '#functions/platform/relay-dossier';

const EVENTS_A_PAGE = 100;
/** Two rehydrations of one dossier closer than this are the same one: the machine's name says so. */
const EPOCH_MILLISECONDS = 60_000;

/**
 * Brings a dossier's machines back from the record: relays what was not relayed, wakes a machine that runs,
 * starts a new one where none does (D3). Safe to repeat; a younger machine replaces an older one.
 * Returns whether no machine was there to be woken, so that one was started.
 */
export async function rehydrate(tools: RelayTools, reference: string, now: Temporal.Instant): Promise<{ started: boolean }> {
  const dossier = await tools.store.load(reference);
  if (dossier === undefined) return { started: false };
  await relayRest(tools, dossier);
  if (dossier.status === 'draft' || dossier.status === 'returned') return { started: false };
  const { id: dossierId, code } = dossier;
  const epoch = Math.floor(now.epochMilliseconds / EPOCH_MILLISECONDS);
  const revived = await revive(tools, { signal: await tools.store.signal(dossierId), epoch, start: (each) => tools.machines.startLifecycle({ dossierId, code, epoch: each }) });
  if (!isOver(dossier)) await reviveParts(tools, dossier, epoch);
  return { started: revived === 'started' };
}

/** Consultations and documents that still wait for somebody have machines of their own. */
async function reviveParts(tools: RelayTools, dossier: FiledDossier, epoch: number): Promise<void> {
  const { id: dossierId, code, consultations, documents } = dossier;
  for (const { id: consultationId, state } of Object.values(consultations)) {
    if (state === 'closed') continue;
    const signal = await tools.store.signal(dossierId, { kind: 'consultation', id: consultationId });
    await revive(tools, { signal, epoch, start: (each) => tools.machines.startConsultation({ dossierId, code, consultationId, epoch: each }) });
  }
  const undrafted = apologyDocumentId('apologies' in dossier ? dossier.apologies.length : 0);
  if (apologyToDraft(dossier, undrafted) !== undefined) await revive(tools, { signal: undefined, epoch, start: (each) => tools.machines.startSigning({ dossierId, code, documentId: undrafted, epoch: each }) });
  for (const { id: documentId, state } of Object.values(documents)) {
    if (state !== 'signing') continue;
    const signal = await tools.store.signal(dossierId, { kind: 'document', id: documentId });
    await revive(tools, { signal, epoch, start: (each) => tools.machines.startSigning({ dossierId, code, documentId, epoch: each }) });
  }
}

interface Revival {
  readonly signal: MachineSignal | undefined;
  readonly epoch: number;
  readonly start: (epoch: number) => Promise<'runs' | 'ended'>;
}

/** Wakes the machine that waits on the record if it is alive, and starts one where none is. */
async function revive({ machines }: RelayTools, { signal, epoch, start }: Revival): Promise<'woken' | 'started'> {
  const wait = signal?.wait;
  if (wait !== undefined && (await machines.isRunning(wait.executionArn))) {
    await machines.wake(wait.token);
    return 'woken';
  }
  // No machine has waited yet, but the first may be on its way to: a second beside it would take its place in the record
  // and leave it waiting for a wake that never comes.
  if (wait !== undefined || (await start(FIRST_EPOCH)) === 'ended') await start(epoch);
  return 'started';
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
