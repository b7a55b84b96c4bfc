import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { withKey } from '#domain/access/change-client';
import { CLIENT_ID_PREFIX, type Client } from '#domain/access/client';
import type { AgencyStore } from '#domain/agencies/agency-store';
import { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import { isAnswered, type ClientTools } from '#functions/platform/change-client';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { newKey } from '#functions/platform/new-key';
import { EdgeProblem } from '#functions/platform/problem';
import type { clientBody } from './contract.ts';

/** Lets a system in. Its id is made from the call, so that the same call again gives the same client. */
export async function registerClient(
  { clients, authoriser, agencies }: ClientTools & { readonly agencies: Pick<AgencyStore, 'find'> },
  { principal, body, idempotency, now }: WriteRequest<z.infer<typeof clientBody>>,
): Promise<HttpAnswer> {
  if (!authoriser.authorise({ principal, action: 'RegisterClient', resource: undefined })) throw new EdgeProblem('not-allowed');
  const id = `${CLIENT_ID_PREFIX}${createHash('sha256').update(idempotency.scope).digest('hex').slice(0, 24)}`;
  const before = await clients.find(id);
  if (before !== undefined && isAnswered(before, idempotency)) return { status: 201, body: before.client, headers: { 'idempotency-replayed': 'true' } };
  if (body.agency !== undefined && (await agencies.find(body.agency)) === undefined) throw agencyNotFound();
  const bare: Client = {
    id,
    version: 1,
    kind: body.kind,
    ...(body.agency === undefined ? {} : { agency: body.agency }),
    name: body.name,
    state: 'active',
    registeredAt: toIso(now),
    keys: [],
  };
  const client = body.keys.reduce((grown, key) => withKey(grown, newKey(key, now)), bare);
  if ((await clients.save({ client, answered: [idempotency] })) === 'changed-meanwhile') throw new EdgeProblem('changed-meanwhile');
  return { status: 201, body: client, headers: { location: `/v1/clients/${id}` } };
}

function agencyNotFound(): DomainError {
  return new DomainError({
    kind: 'not-found',
    code: 'agency-not-found',
    mend: { vi: 'Chưa đăng ký cơ quan này.', en: 'This agency is not in the register; register it first.' },
    fields: [{ pointer: '/agency', problem: 'not in the register' }],
  });
}
