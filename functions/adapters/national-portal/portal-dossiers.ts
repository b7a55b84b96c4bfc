import type { AgencyStore } from '#domain/agencies/agency-store';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import type { RecordedEvent } from '#domain/dossiers/event';
import { momentOf, type DossierMoment } from '#domain/national-portal/dossier-moment';
import { agenciesOf, type PortalContext } from '#domain/national-portal/portal-context';
import type { ProcedureStore } from '#domain/procedures/procedure-store';

export interface PortalReading {
  readonly dossiers: Pick<DossierStore, 'load' | 'events'>;
  readonly procedures: Pick<ProcedureStore, 'version'>;
  readonly agencies: Pick<AgencyStore, 'find'>;
}

export interface ReadMoment {
  readonly moment: DossierMoment;
  /** The dossier as it is now. */
  readonly latest: DossierMoment;
  readonly context: PortalContext;
}

/** How many events one read gives; most dossiers have fewer in all. */
const PAGE = 200;

/**
 * Reads what the portal is told of one event: the dossier as the event left it and as it is now, with its owner, its
 * procedure and its agencies' names. Personal data is read here, at sending time, and kept nowhere.
 * @returns nothing when the dossier, the event or the procedure is not there
 */
export async function readMoment({ dossiers, procedures, agencies }: PortalReading, dossierId: string, seq: number): Promise<ReadMoment | undefined> {
  const dossier = await dossiers.load(dossierId);
  if (dossier === undefined) return undefined;
  const events = await eventsUpTo(dossiers, dossierId, dossier.version);
  const moment = momentOf(events, seq, dossier.application);
  const latest = momentOf(events, events.at(-1)?.seq ?? 0, dossier.application);
  const procedure = await procedures.version(dossier.procedure.code, dossier.procedure.version);
  if (moment === undefined || latest === undefined || procedure === undefined) return undefined;
  const found = await Promise.all([...new Set([...agenciesOf(moment), ...agenciesOf(latest)])].map((code) => agencies.find(code)));
  const agencyNames = new Map(found.flatMap((agency) => (agency === undefined ? [] : [[agency.code, agency.name.vi] as const])));
  return { moment, latest, context: { procedure, agencyNames } };
}

async function eventsUpTo(dossiers: PortalReading['dossiers'], dossierId: string, seq: number): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  while ((events.at(-1)?.seq ?? 0) < seq) {
    const page = await dossiers.events(dossierId, { afterSeq: events.at(-1)?.seq ?? 0, limit: PAGE });
    if (page.length === 0) return events;
    events.push(...page);
  }
  return events;
}
