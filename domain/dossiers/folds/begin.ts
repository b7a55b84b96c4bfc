import type { DossierIn } from '#domain/dossiers/dossier';
import type { EventOf, RecordedEvent } from '#domain/dossiers/event';
import type { Application } from '#domain/dossiers/parts';

/** The draft that the first event opens. */
export function begin(recorded: RecordedEvent, event: EventOf<'DossierCreated'>, application: Application): DossierIn<'draft'> {
  return {
    status: 'draft',
    id: recorded.dossierId,
    version: recorded.seq,
    procedure: event.procedure,
    caseId: event.caseId,
    choices: event.choices,
    channel: event.channel,
    place: event.place,
    ownerId: event.ownerId,
    // Whoever creates a dossier owns it, unless a desk does it for a citizen.
    ...(recorded.by.id === event.ownerId && { ownerKind: recorded.by.kind }),
    receivingAgency: event.receivingAgency,
    createdAt: recorded.at,
    application,
    papers: {},
    steps: {},
    consultations: {},
    documents: {},
  };
}
