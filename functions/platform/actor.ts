import type { Actor } from '#domain/dossiers/parts';
import type { Principal } from '#domain/kernel/authoriser';

/** The principal as the record names who did something: kind, subject and agency, never a name. */
export function actorOf(principal: Principal): Actor {
  return { kind: principal.kind, id: principal.id, ...(principal.agency === undefined ? {} : { agency: principal.agency }) };
}
