import { createHash, randomBytes } from 'node:crypto';
import type * as z from 'zod';
import type { AgencyStore } from '#domain/agencies/agency-store';
import { toIso } from '#domain/kernel/instant';
import { DomainError } from '#domain/kernel/domain-error';
import type { Authoriser } from '#domain/kernel/authoriser';
import { webhookUrlFault } from '#domain/notifications/webhook-url';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { agencyPath } from '#functions/platform/paths';
import { EdgeProblem } from '#functions/platform/problem';
import type { endpointBody } from './contract.ts';

interface Dependencies {
  readonly agencies: AgencyStore;
  readonly authoriser: Authoriser;
  /** Only where the sender may call this machine itself. */
  readonly allowsLoopback: boolean;
}

// Standard Webhooks asks for 24 to 64 bytes.
const SECRET_BYTES = 32;

/**
 * Registers where an agency's system is told of its work. The secret is in this answer and in no other;
 * a repeated call with the same key gives the same endpoint with the same secret.
 */
export async function registerWebhookEndpoint(
  deps: Dependencies,
  { principal, path, body, idempotency, now }: WriteRequest<z.infer<typeof endpointBody>, z.infer<typeof agencyPath>>,
): Promise<HttpAnswer> {
  const agency = await deps.agencies.find(path.agencyCode);
  if (!deps.authoriser.authorise({ principal, action: 'RegisterEndpoint', resource: { agency: path.agencyCode } })) throw new EdgeProblem('not-allowed');
  if (agency === undefined) throw agencyNotFound();
  const fault = webhookUrlFault(body.url, { allowLoopback: deps.allowsLoopback });
  if (fault !== undefined) throw endpointNotAcceptable(fault);
  const id = `we-${createHash('sha256').update(idempotency.scope).digest('hex').slice(0, 24)}`;
  const known = (await deps.agencies.endpoints(path.agencyCode)).find((each) => each.id === id);
  const endpoint = known ?? { id, agency: path.agencyCode, url: body.url, secret: `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`, state: 'active' as const, registeredAt: toIso(now) };
  if (known !== undefined && known.url !== body.url) throw new EdgeProblem('idempotency-key-reused');
  if (known === undefined) await deps.agencies.registerEndpoint(endpoint);
  return { status: known === undefined ? 201 : 200, body: endpoint };
}

function agencyNotFound(): DomainError {
  return new DomainError({ kind: 'not-found', code: 'agency-not-found', mend: { vi: 'Chưa đăng ký cơ quan này.', en: 'This agency is not in the register; register it first.' } });
}

function endpointNotAcceptable(problem: string): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'endpoint-not-acceptable',
    mend: { vi: 'Địa chỉ nhận không dùng được; hãy dùng https ở cổng 443.', en: 'This address cannot be called; give an https address on port 443 without a user name.' },
    fields: [{ pointer: '/url', problem }],
  });
}
