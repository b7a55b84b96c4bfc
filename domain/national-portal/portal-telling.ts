import type { DossierMoment } from '#domain/national-portal/dossier-moment';
import { dossierValues } from '#domain/national-portal/dossier-values';
import { fillRecord, type PortalRecord } from '#domain/national-portal/fill-record';
import type { PortalContext } from '#domain/national-portal/portal-context';
import { progressValues } from '#domain/national-portal/progress-values';
import type { PortalWire } from '#domain/national-portal/wire-file';

/** What one event gives the portal to know. */
export interface PortalTelling {
  /** The whole dossier after the event. */
  readonly dossier: PortalRecord;
  /** `first`: the portal has not heard of it. `changed`: something it was told is different now. `same`: it need not hear it again. */
  readonly news: 'first' | 'changed' | 'same';
  /** The line in the dossier's course, if the event is one. */
  readonly progress: PortalRecord | undefined;
}

/**
 * Makes the records of one event. Whether the dossier is told again is decided by comparing what was told before the
 * event with what would be told after it: no list of events can forget a field that way.
 * @throws PortalRecordUnfit when a record cannot be made as its file wants it
 */
export function portalTelling(moment: DossierMoment, context: PortalContext, wire: Pick<PortalWire, 'dossier' | 'progress'>): PortalTelling {
  const dossier = fillRecord(wire.dossier, dossierValues(moment, context));
  const values = progressValues(moment, context);
  return { dossier, news: newsOf(moment, dossier, { context, wire }), progress: values === undefined ? undefined : fillRecord(wire.progress, values) };
}

interface Telling {
  readonly context: PortalContext;
  readonly wire: Pick<PortalWire, 'dossier'>;
}

function newsOf({ before, supplementsBefore, handedOver, recorded }: DossierMoment, dossier: PortalRecord, { context, wire }: Telling): PortalTelling['news'] {
  if (before === undefined) return 'first';
  const handedOverBefore = recorded.event.type === 'ResultHandedOver' || handedOver === undefined ? {} : { handedOver };
  const told = fillRecord(wire.dossier, dossierValues({ after: before, supplements: supplementsBefore, ...handedOverBefore }, context));
  return JSON.stringify(told) === JSON.stringify(dossier) ? 'same' : 'changed';
}

/**
 * The same for an event that later ones may have overtaken. When a later event changed what the portal is told, the
 * dossier is that event's to tell, whether it went out already or still waits: this one gives only its line, so that the
 * portal never goes back to an older state, nor skips one. Otherwise the dossier is told as it is.
 * @throws PortalRecordUnfit
 */
export function overtakenTelling(moment: DossierMoment, latest: DossierMoment, { context, wire }: { readonly context: PortalContext; readonly wire: Pick<PortalWire, 'dossier' | 'progress'> }): PortalTelling {
  const own = portalTelling(moment, context, wire);
  const { dossier } = portalTelling(latest, context, wire);
  return { ...own, news: JSON.stringify(own.dossier) === JSON.stringify(dossier) ? 'changed' : 'same' };
}
