import * as z from 'zod';
import { BY_IDENTITY, isPersonalNumber } from '#domain/holdings/store-owner';
import type { Principal } from '#domain/kernel/authoriser';
import { isNamedLikeAClient } from '#functions/platform/client-principal';
import { EdgeProblem } from '#functions/platform/problem';

const claims = z
  .object({
    sub: z.string().min(1).max(200).refine((subject) => !isNamedLikeAClient(subject) && !subject.startsWith(BY_IDENTITY)),
    mc_kind: z.enum(['citizen', 'officer', 'agency-system', 'partner', 'administrator', 'auditor']),
    mc_agency: z.string().min(1).max(35).optional(),
    /** Only of an account whose holder the provider has identified (electronic identity of level 2); others leave it out. */
    mc_identity: z.string().refine(isPersonalNumber).optional(),
    mc_roles: z.string().max(500).default(''),
  })
  // Whoever speaks for an agency must say for which one: nothing may be guessed from a missing word.
  .refine((read) => read.mc_agency !== undefined || !['officer', 'agency-system'].includes(read.mc_kind));

/**
 * Who calls, from the claims of a verified token.
 * @throws EdgeProblem token-incomplete when a claim of ours is missing or malformed
 */
export function readPrincipal(verified: unknown): Principal {
  const read = claims.safeParse(verified);
  if (!read.success) throw new EdgeProblem('token-incomplete');
  const { sub, mc_kind: kind, mc_agency: agency, mc_roles: roles, mc_identity: identity } = read.data;
  return { kind, id: sub, roles: roles.split(' ').filter((role) => role !== ''), ...(agency === undefined ? {} : { agency }), ...(identity !== undefined && kind === 'citizen' && { identityNumber: identity }) };
}
