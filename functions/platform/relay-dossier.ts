import { apologyDocumentId, nthApology } from '#domain/documents/apology-document';
import type { Dossier, FiledDossier } from '#domain/dossiers/dossier';
import type { DossierStore, MachineSignal } from '#domain/dossiers/dossier-store';
import type { EventOf, RecordedEvent } from '#domain/dossiers/event';
import { isOver, waitsFor } from '#domain/dossiers/wake';
import { keepingOrders, type KeepingQueue } from '#domain/keeping/keeping-orders';
import { scanOrders, type ScanQueue } from '#domain/documents/scan-bundle';
import type { MachineSignals } from '#domain/dossiers/machine-signals';
import type { TellAudienceTools } from '#functions/platform/tell-audience';
import { tellOfDossier } from '#functions/platform/tell-of-dossier';

export interface RelayTools extends TellAudienceTools {
  readonly store: DossierStore;
  readonly machines: MachineSignals;
  readonly keeping: KeepingQueue;
  readonly scans: ScanQueue;
}

/** The first machine of a dossier; a later one, started by the reconciler, carries a larger number and replaces it. */
export const FIRST_EPOCH = 1;

/**
 * Tells the world what was committed in one dossier (D1, D4): whoever is concerned through the feeds, the machines by a start or a wake.
 * Returns the dossier as it now is. Every effect is safe to repeat, so a batch may come twice; only when all are done is the dossier marked as relayed.
 */
export async function relayDossier(tools: RelayTools, dossierId: string, events: readonly RecordedEvent[]): Promise<Dossier | undefined> {
  if (events.length === 0) return undefined;
  const due = await unrelayed(tools.store, dossierId, events);
  // Read after its events: a dossier older than one of them (a draft, whose hand-in is among them) would tell nobody of it.
  const dossier = await tools.store.load(dossierId);
  if (dossier === undefined) return undefined;
  await tellOfDossier(tools, dossier, due);
  await startMachines(tools.machines, dossier, due);
  await wakeMachines(tools, dossier, due);
  await orderKeeping(tools.keeping, dossier, due);
  await orderScan(tools.scans, dossier, due);
  await tools.store.markRelayed(dossierId, due.at(-1)?.seq ?? dossier.version);
  return dossier;
}

const EVENTS_A_PAGE = 100;

/**
 * What the record holds after the last event that was surely relayed, in its order. The stream keeps the order of one item
 * only: two events of a dossier may arrive the wrong way round or in two workers at once, and a feed that has the later
 * one takes no earlier one any more.
 */
async function unrelayed(store: DossierStore, dossierId: string, arrived: readonly RecordedEvent[]): Promise<readonly RecordedEvent[]> {
  const due: RecordedEvent[] = [];
  let afterSeq = (await store.signal(dossierId))?.relayedVersion ?? 0;
  for (;;) {
    const page = await store.events(dossierId, { afterSeq, limit: EVENTS_A_PAGE });
    due.push(...page);
    afterSeq = page.at(-1)?.seq ?? afterSeq;
    if (page.length < EVENTS_A_PAGE) break;
  }
  return due.length > 0 ? due : arrived.toSorted((one, other) => one.seq - other.seq);
}

async function orderKeeping(keeping: KeepingQueue, dossier: Dossier, events: readonly RecordedEvent[]): Promise<void> {
  const orders = keepingOrders(dossier, events);
  if (orders.length > 0) await keeping.send(orders);
}

async function orderScan(scans: ScanQueue, dossier: Dossier, events: readonly RecordedEvent[]): Promise<void> {
  const orders = scanOrders(dossier, events);
  if (orders.length > 0) await scans.send(orders);
}

async function startMachines(machines: MachineSignals, dossier: Dossier, events: readonly RecordedEvent[]): Promise<void> {
  if (dossier.status === 'draft') return;
  for (const { event } of events) {
    if (event.type === 'DossierSubmitted') await machines.startLifecycle({ dossierId: dossier.id, code: dossier.code, epoch: FIRST_EPOCH });
    if (event.type === 'OpinionsRequested') {
      await machines.startConsultation({ dossierId: dossier.id, code: dossier.code, consultationId: event.consultation.id, epoch: FIRST_EPOCH });
    }
    if (event.type === 'DossierReappointed') await startApology(machines, dossier, event.apology);
    if (event.type === 'DocumentDrafted') await machines.startSigning({ dossierId: dossier.id, code: dossier.code, documentId: event.document.id, epoch: FIRST_EPOCH });
  }
}

/** Form 04 is drafted by the machine that then waits for its signatures: nobody who apologises waits for a drawing. */
async function startApology(machines: MachineSignals, dossier: FiledDossier, apology: EventOf<'DossierReappointed'>['apology']): Promise<void> {
  const nth = nthApology(dossier, apology);
  if (nth !== undefined && !isOver(dossier)) await machines.startSigning({ dossierId: dossier.id, code: dossier.code, documentId: apologyDocumentId(nth), epoch: FIRST_EPOCH });
}

async function wakeMachines({ store, machines }: RelayTools, dossier: Dossier, events: readonly RecordedEvent[]): Promise<void> {
  await wakeIfDue(machines, await store.signal(dossier.id), dossier);
  for (const id of consultationsTouched(dossier, events)) await wakeIfDue(machines, await store.signal(dossier.id, { kind: 'consultation', id }));
  for (const id of documentsTouched(events)) await wakeIfDue(machines, await store.signal(dossier.id, { kind: 'document', id }));
}

/**
 * A machine is woken only when it has something to do sooner than it would wake by itself, or when whoever reads its console would
 * read that it waits for somebody else than it does: each wake is three paid transitions (D5).
 */
async function wakeIfDue(machines: MachineSignals, signal: MachineSignal | undefined, dossier?: Dossier): Promise<void> {
  if (signal?.wait === undefined) return;
  const { token, until, for: word } = signal.wait;
  const isSooner = signal.wakeAt !== undefined && signal.wakeAt < until;
  // Of a dossier that has moved on since, the relay of what moved it decides.
  const waitsForOthers = word !== undefined && dossier !== undefined && dossier.version === signal.version && waitsFor(dossier) !== word;
  if (signal.ended || isSooner || waitsForOthers) await machines.wake(token);
}

/** Those an event speaks of; when the dossier is over, all of them, so that their machines end with it. */
function consultationsTouched(dossier: Dossier, events: readonly RecordedEvent[]): string[] {
  const named = events.flatMap(({ event }) => ('consultationId' in event ? [event.consultationId] : recounted(event)));
  const hasEnded = ['settled', 'refused', 'withdrawn', 'stopped'].includes(dossier.status);
  return [...new Set(hasEnded ? Object.keys(dossier.consultations) : named)];
}

/** Whatever ends a document, the end of the dossier too, is an event that names it. */
function documentsTouched(events: readonly RecordedEvent[]): string[] {
  return [...new Set(events.flatMap(({ event }) => ('documentId' in event ? [event.documentId] : [])))];
}

function recounted(event: RecordedEvent['event']): string[] {
  return event.type === 'DatesRecounted' ? event.moves.flatMap(({ what, id }) => (what === 'consultation' && id !== undefined ? [id] : [])) : [];
}
