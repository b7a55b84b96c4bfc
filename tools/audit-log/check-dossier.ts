import * as z from 'zod';
import type { Dossier } from '#domain/dossiers/dossier';
import { recordedEvent, type RecordedEvent } from '#domain/dossiers/event';
import { applicationHash, chainHash, chainStart, contentHash } from '#domain/dossiers/event-chain';
import { evolve } from '#domain/dossiers/evolve';
import type { Application } from '#domain/dossiers/parts';
import { canonicalJson } from '#domain/kernel/canonical-json';
import { END_OF_AGGREGATE } from '#functions/adapters/dynamodb/dossier-keys';
import { readDossier } from '#functions/adapters/dynamodb/read-dossier';
import { chainTools } from '#functions/platform/chain-tools';
import type { Break } from './findings.ts';

const { sha256 } = chainTools;
const keyed = z.looseObject({ sk: z.string(), itemType: z.string().optional() });
// The event as it lies there, not as today's schema would read it: what was hashed is what was stored.
const rawEvent = z.looseObject({ seq: z.number(), hash: z.string().optional() });
const applicationItem = z.looseObject({ application: z.custom<Application>(), salt: z.string().optional() });
const hashable = z.custom<RecordedEvent>((value) => typeof value === 'object' && value !== null && 'by' in value && 'event' in value);

/** What of a dossier was checked, for what is compared with it. */
export interface CheckedDossier {
  readonly breaks: readonly Break[];
  /** The hash of each event by its seq; undefined for one from before there were chains. */
  readonly hashes: ReadonlyMap<number, string | undefined>;
  readonly instants: ReadonlyMap<number, string>;
}

/** Counts the chain of a dossier again from its items as they lie in the table, folds its events and compares what is stored. */
export function checkDossier(dossierId: string, items: readonly unknown[]): CheckedDossier {
  const all = items.map((item) => keyed.parse(item));
  const events = all.filter(({ itemType, sk }) => itemType === 'EVENT' || sk.startsWith('E#')).map((item) => rawEvent.parse(item)).toSorted((one, other) => one.seq - other.seq);
  const personal = applicationItem.safeParse(all.find(({ itemType }) => itemType === 'APPLICATION')).data;
  const hashes = new Map(events.map(({ seq, hash }) => [seq, hash]));
  const instants = new Map(events.map(({ seq, at }) => [seq, String(at)]));
  const breaks = [...chainBreak(dossierId, events, personal?.salt), ...applicationBreak(dossierId, events, personal)];
  return { breaks: breaks.length > 0 ? breaks : stateBreak(dossierId, all, { events, personal }), hashes, instants };
}

type RawEvent = z.infer<typeof rawEvent>;
type Personal = z.infer<typeof applicationItem>;

/** The first place where the chain does not hold. */
function chainBreak(dossierId: string, events: readonly RawEvent[], salt: string | undefined): Break[] {
  let previous: string | undefined;
  for (const [index, item] of events.entries()) {
    const seq = index + 1;
    if (item.seq !== seq) return [{ what: 'event-missing', dossierId, seq, says: `the record goes on with event ${String(item.seq)}` }];
    if (item.hash === undefined) {
      if (previous !== undefined || salt !== undefined) return [{ what: 'event-unchained', dossierId, seq, says: 'it bears no hash' }];
      continue;
    }
    const { pk: _pk, sk: _sk, itemType: _type, hash, ...event } = item;
    const parsed = hashable.safeParse(event);
    if (!parsed.success || salt === undefined) return [{ what: 'event-changed', dossierId, seq, says: 'it can no longer be hashed' }];
    const counted = chainHash(sha256, previous ?? chainStart(sha256, dossierId), contentHash(sha256, salt, parsed.data));
    if (counted !== hash) return [{ what: 'event-changed', dossierId, seq, says: 'its content and the events before it do not give its hash' }];
    previous = counted;
  }
  return [];
}

function applicationBreak(dossierId: string, [first]: readonly RawEvent[], personal: Personal | undefined): Break[] {
  const { event } = z.looseObject({ event: z.looseObject({ applicationHash: z.string().optional() }).optional() }).parse(first ?? {});
  if (event?.applicationHash === undefined) return [];
  const isBound = personal?.salt !== undefined && applicationHash(sha256, personal.salt, personal.application) === event.applicationHash;
  return isBound ? [] : [{ what: 'application-changed', dossierId, seq: 1, says: 'the application is not the one that was handed in' }];
}

interface Told {
  readonly events: readonly RawEvent[];
  readonly personal: Personal | undefined;
}

/** What is stored beside the events must be what they add up to. */
function stateBreak(dossierId: string, all: readonly z.infer<typeof keyed>[], { events, personal }: Told): Break[] {
  try {
    const stored = readDossier(all.filter(({ sk }) => sk < END_OF_AGGREGATE).toSorted((one, other) => (one.sk < other.sk ? -1 : 1)));
    if (stored.kind !== 'read') return [{ what: 'record-unreadable', dossierId, says: `the items are ${stored.kind}` }];
    const { dossier } = stored;
    const last = events.at(-1);
    if (dossier.version !== last?.seq) return [{ what: 'event-missing', dossierId, seq: dossier.version, says: `the record ends with event ${String(last?.seq)}` }];
    if (dossier.head !== last.hash) return [{ what: 'head-differs', dossierId, seq: last.seq, says: 'META names another end of the chain' }];
    const folded = events.map((event) => z.object(recordedEvent.shape).parse(event)).reduce<Dossier | undefined>((before, each) => evolve(before, each, personal?.application), undefined);
    const differing = differingMembers({ ...folded, salt: dossier.salt }, dossier);
    return differing.length === 0 ? [] : [{ what: 'state-differs', dossierId, says: `not what the events add up to: ${differing.join(', ')}` }];
  } catch (error) {
    return [{ what: 'record-unreadable', dossierId, says: error instanceof Error ? error.name : 'unknown' }];
  }
}

function differingMembers(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => canonicalJson(one[name]) !== canonicalJson(other[name]));
}
