import type { Dossier } from '#domain/dossiers/dossier';
import type { RecordedEvent } from '#domain/dossiers/event';
import type { Audience } from '#domain/notifications/audience';
import type { NewFeedEvent } from '#domain/notifications/feed';
import { isProgressForApplicant } from '#domain/notifications/progress-for-applicant';
import { toCloudEvent } from '#domain/notifications/webhook-message';
import { whoIsTold } from '#domain/notifications/who-is-told';
import { tellAudience, type TellAudienceTools } from '#functions/platform/tell-audience';

interface Told {
  readonly whose: Audience;
  readonly events: readonly RecordedEvent[];
}

/** Tells each audience what it may know of committed events of one dossier; of a draft nobody. Safe to repeat. */
export async function tellOfDossier(tools: TellAudienceTools, dossier: Dossier, events: readonly RecordedEvent[]): Promise<void> {
  if (dossier.status === 'draft') return;
  const audiences = [...agencies(dossier, events), ...partner(dossier, events), ...(await cell(tools, events))];
  await Promise.all(
    audiences.map(({ whose, events: own }) => {
      const agency = whose.kind === 'agency' ? whose.id : undefined;
      return tellAudience(tools, { whose, lane: dossier.id }, own.map((recorded) => toFeed(recorded, dossier, agency)));
    }),
  );
}

function agencies(dossier: Dossier, events: readonly RecordedEvent[]): Told[] {
  const told = events.flatMap((recorded) => whoIsTold(recorded, dossier).map((agency) => ({ agency, recorded })));
  return [...Map.groupBy(told, ({ agency }) => agency)].map(([id, all]) => ({ whose: { kind: 'agency', id }, events: all.map(({ recorded }) => recorded) }));
}

function partner({ ownerKind, ownerId }: Dossier, events: readonly RecordedEvent[]): Told[] {
  const progress = events.filter(({ event }) => isProgressForApplicant(event.type));
  return ownerKind === 'partner' && progress.length > 0 ? [{ whose: { kind: 'partner', id: ownerId }, events: progress }] : [];
}

/** Everything since the hand-in; kept only while somebody reads it. */
async function cell({ subscriptions }: TellAudienceTools, events: readonly RecordedEvent[]): Promise<Told[]> {
  const whose: Audience = { kind: 'cell' };
  const filed = events.filter(({ event }) => event.type !== 'DossierCreated' && event.type !== 'PapersGranted');
  return filed.length > 0 && (await subscriptions.of(whose)).length > 0 ? [{ whose, events: filed }] : [];
}

function toFeed(recorded: RecordedEvent, dossier: Dossier, agency: string | undefined): NewFeedEvent {
  const { procedure, receivingAgency, place } = dossier;
  return { event: toCloudEvent(recorded, dossier, agency), about: { procedure: procedure.code, receivingAgency, places: [place.commune, place.province] } };
}
