import { isDeepStrictEqual } from 'node:util';
import type { Dossier } from '#domain/dossiers/dossier';
import { evolve } from '#domain/dossiers/evolve';
import { whoIsTold } from '#domain/notifications/who-is-told';
import type { HandedIn } from './applicants.ts';
import type { StoredDossier, StoredRecord } from './read-record.ts';
import type { Delivery } from './webhook-receiver.ts';

/** All that is wrong in a record once everything has come to rest, a sentence each. */
export function findFaults(record: StoredRecord, handedIn: readonly HandedIn[]): string[] {
  return [
    ...handedIn.flatMap((each) => handInFaults(record, each)),
    ...strayDossiers(record, handedIn),
    ...codeFaults(record),
    ...record.dossiers.flatMap((each) => [...eventFaults(each), ...restFaults(each)]),
    ...executionFaults(record),
  ];
}

/** A hand-in somebody holds a receipt for is one dossier with one code, and has reached its result. */
function handInFaults({ dossiers, codes }: StoredRecord, { key, ids, codes: told }: HandedIn): string[] {
  const [id] = ids;
  const [code] = told;
  const faults: string[] = [];
  if (ids.size !== 1) faults.push(`${key} was answered with ${String(ids.size)} dossiers: ${[...ids].join(', ')}`);
  if (told.size !== 1) faults.push(`${key} was answered with ${String(told.size)} codes: ${[...told].join(', ')}`);
  if (codes.find((each) => each.code === code)?.dossierId !== id) faults.push(`code ${String(code)} does not lead to ${String(id)}`);
  const dossier = dossiers.find((each) => each.id === id)?.dossier;
  if (dossier?.status !== 'returned') faults.push(`${key} (${String(code)}) has not reached its result: ${dossier?.status ?? 'it is gone'}`);
  return faults;
}

function strayDossiers({ dossiers }: StoredRecord, handedIn: readonly HandedIn[]): string[] {
  const known = new Set(handedIn.flatMap(({ ids }) => [...ids]));
  return dossiers.filter(({ id }) => !known.has(id)).map(({ id }) => `${id} is a dossier nobody asked for`);
}

function codeFaults({ dossiers, codes }: StoredRecord): string[] {
  const issued = dossiers.flatMap(({ dossier }) => (dossier === undefined || dossier.status === 'draft' ? [] : [dossier.code]));
  const twice = issued.filter((code, index) => issued.indexOf(code) !== index).map((code) => `code ${code} was issued twice`);
  return codes.length === issued.length ? twice : [...twice, `${String(codes.length)} codes lead to ${String(issued.length)} dossiers`];
}

/** Events run 1..n without a gap, fold to what is stored, and open no step twice. */
function eventFaults({ id, events, application, dossier }: StoredDossier): string[] {
  const faults: string[] = [];
  if (events.some(({ seq }, index) => seq !== index + 1)) faults.push(`${id} has events ${events.map(({ seq }) => seq).join(',')}`);
  if (events.some((event) => event.id !== `${id}-${String(event.seq)}`)) faults.push(`${id} has an event with an id of its own`);
  const opened = events.flatMap(({ event }) => (event.type === 'StepOpened' ? [event.step.id] : []));
  if (new Set(opened).size !== opened.length) faults.push(`${id} asked a step twice: ${opened.join(', ')}`);
  try {
    const folded = events.reduce<Dossier | undefined>((before, event) => evolve(before, event, application), undefined);
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify({ ...folded, salt: dossier?.salt })), JSON.parse(JSON.stringify(dossier)))) faults.push(`${id} is not what its events fold to`);
  } catch (error) {
    faults.push(`${id} cannot be folded: ${String(error)}`);
  }
  return faults;
}

/** Nothing is left to be relayed or looked after. */
function restFaults({ id, dossier, relayedVersion, needsAttention }: StoredDossier): string[] {
  const faults: string[] = [];
  if (relayedVersion !== dossier?.version) faults.push(`${id} was relayed to ${String(relayedVersion)} of ${String(dossier?.version)}`);
  if (needsAttention) faults.push(`${id} still asks for attention`);
  return faults;
}

/** An execution has succeeded, or its dossier waits for something with this very execution. */
function executionFaults({ dossiers, executions }: StoredRecord): string[] {
  return executions.flatMap(({ arn, dossierId, status }) => {
    if (status === 'SUCCEEDED') return [];
    const stored = dossiers.find(({ id }) => id === dossierId);
    const isWaitedFor = status === 'RUNNING' && stored?.waitingExecution === arn && stored.dossier?.status !== 'returned';
    return isWaitedFor ? [] : [`execution ${arn} is ${status} while its dossier is ${stored?.dossier?.status ?? 'gone'}`];
  });
}

/** An event goes out under its own id only, however often it is told. */
export function deliveryFaults({ dossiers }: StoredRecord, deliveries: readonly Delivery[]): string[] {
  const events = new Map(dossiers.flatMap(({ events: each }) => each.map((event) => [`${event.dossierId}/${String(event.seq)}`, event.id] as const)));
  return deliveries
    .filter(({ webhookId, eventId, dossierId, seq }) => webhookId !== eventId || events.get(`${dossierId}/${String(seq)}`) !== eventId)
    .map(({ webhookId, dossierId, seq }) => `event ${String(seq)} of ${dossierId} was told as ${webhookId}`);
}

/** Events with agencies to tell, of which at least one was never told. */
export function untoldEvents({ dossiers }: StoredRecord, told: { readonly deliveries: readonly Delivery[]; readonly listening: ReadonlySet<string> }): string[] {
  const arrived = new Set(told.deliveries.map(({ eventId, agency }) => `${eventId}/${agency}`));
  return dossiers.flatMap(({ dossier, events }) => {
    if (dossier === undefined) return [];
    return events.flatMap((event) => whoIsTold(event, dossier).filter((agency) => told.listening.has(agency)).map((agency) => `${event.id}/${agency}`)).filter((each) => !arrived.has(each));
  });
}
