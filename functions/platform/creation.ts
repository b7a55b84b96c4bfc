import type { CreateDossier } from '#domain/dossiers/command';
import type { Creation } from '#domain/dossiers/new-dossier';
import type { Principal } from '#domain/kernel/authoriser';
import { actorOf } from '#functions/platform/actor';

/** The command it stands for; whoever hands in owns the dossier. */
export function creationCommand(id: string, principal: Principal, { choices, channel: way, place: where, receivingAgency, application: personal }: Creation): CreateDossier {
  return { type: 'create', id, by: actorOf(principal), ownerId: principal.id, choices, channel: way, place: where, receivingAgency, application: personal };
}
