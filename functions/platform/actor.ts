import type { Actor } from '#domain/dossiers/parts';
import type { Principal } from '#domain/kernel/authoriser';
import { EdgeProblem } from '#functions/platform/problem';

/**
 * The principal as the record names who did something: kind, subject and agency, never a name.
 * @throws EdgeProblem not-allowed for an auditor, who does nothing the record could name
 */
export function actorOf({ kind, id, agency }: Principal): Actor {
  if (kind === 'auditor') throw new EdgeProblem('not-allowed');
  return { kind, id, ...(agency === undefined ? {} : { agency }) };
}
