import * as z from 'zod';
import type { Principal } from '#domain/kernel/authoriser';
import { EdgeProblem } from '#functions/platform/problem';

const claims = z
  .object({
    sub: z.string().min(1).max(200),
    mc_kind: z.enum(['citizen', 'officer', 'agency-system', 'partner', 'administrator']),
    mc_agency: z.string().min(1).max(35).optional(),
    mc_roles: z.string().max(500).default(''),
  })
  // Whoever speaks for an agency must say for which one: nothing may be guessed from a missing word.
  .refine((read) => read.mc_agency !== undefined || !['officer', 'agency-system'].includes(read.mc_kind));

const signedIn = z.object({ authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }) });

/**
 * Who calls, from the claims the gateway has verified.
 * @throws EdgeProblem token-missing, or token-incomplete when a claim of ours is missing or malformed
 */
export function readPrincipal(requestContext: unknown): Principal {
  const context = signedIn.safeParse(requestContext);
  if (!context.success) throw new EdgeProblem('token-missing');
  const read = claims.safeParse(context.data.authorizer.jwt.claims);
  if (!read.success) throw new EdgeProblem('token-incomplete');
  const { sub, mc_kind: kind, mc_agency: agency, mc_roles: roles } = read.data;
  return { kind, id: sub, roles: roles.split(' ').filter((role) => role !== ''), ...(agency === undefined ? {} : { agency }) };
}
