import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import { dossierView } from '#domain/dossiers/dossier-view';
import { dossierResource } from '#domain/dossiers/resource';
import { EXPORT_SCHEMA_VERSION, type ExportList } from '#domain/exports/data-export';
import type { Authoriser, Principal } from '#domain/kernel/authoriser';
import { showEvent } from '#functions/platform/show-event';

const EVENTS_AT_ONCE = 200;

/** How many dossiers are read side by side. */
const AT_ONCE = 5;

export interface ExportLine {
  readonly text: string;
  readonly events: number;
}

export interface ExportLineTools {
  readonly store: Pick<DossierStore, 'load' | 'events'>;
  readonly authoriser: Authoriser;
}

interface Reader {
  readonly principal: Principal;
  readonly list: ExportList;
}

/** The lines of some dossiers in their order, a few read at a time. */
export async function* linesOf(tools: ExportLineTools, ids: readonly string[], reader: Reader): AsyncGenerator<ExportLine> {
  for (let first = 0; first < ids.length; first += AT_ONCE) {
    const lines = await Promise.all(ids.slice(first, first + AT_ONCE).map((id) => exportLine(tools, id, reader)));
    for (const line of lines) if (line !== undefined) yield line;
  }
}

/** One dossier as a line, if the reader may have it now; undefined otherwise, and for what another list of the export has. */
async function exportLine({ store, authoriser }: ExportLineTools, dossierId: string, { principal, list }: Reader): Promise<ExportLine | undefined> {
  const dossier = await store.load(dossierId);
  if (dossier === undefined || (list === 'worked' && dossier.receivingAgency === principal.agency)) return undefined;
  const resource = dossierResource(dossier);
  if (!authoriser.authorise({ principal, action: 'ExportDossier', resource })) return undefined;
  const withApplication = authoriser.authorise({ principal, action: 'ReadApplication', resource });
  const events = await allEvents(store, dossier);
  const line = { schemaVersion: EXPORT_SCHEMA_VERSION, dossier: dossierView(dossier, { withApplication }), events };
  return { text: `${JSON.stringify(line)}\n`, events: events.length };
}

/** As many as the dossier had when it was loaded, so that a line agrees with itself. */
async function allEvents(store: ExportLineTools['store'], dossier: Dossier) {
  const { id, version } = dossier;
  const events: ReturnType<typeof showEvent>[] = [];
  while (events.length < version) {
    const more = await store.events(id, { afterSeq: events.length, limit: Math.min(EVENTS_AT_ONCE, version - events.length) });
    if (more.length === 0) throw new Error('A dossier has lost an event');
    events.push(...more.map((each) => showEvent(dossier, each)));
  }
  return events;
}
