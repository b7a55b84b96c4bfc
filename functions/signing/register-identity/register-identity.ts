import type * as z from 'zod';
import type { AgencyStore } from '#domain/agencies/agency-store';
import type { CertificateReader } from '#domain/documents/certificate-reader';
import { certifyIdentity } from '#domain/documents/certify-identity';
import { registeredIdentity, type IdentityBody, type RegisteredIdentity } from '#domain/documents/signing-identity';
import type { SigningIdentityStore } from '#domain/documents/signing-identity-store';
import type { SigningKeyReader } from '#domain/documents/signing-key-reader';
import type { Authoriser } from '#domain/kernel/authoriser';
import { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import { canonicalJson } from '#domain/kernel/canonical-json';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { identityPath } from '#functions/platform/paths';
import { EdgeProblem } from '#functions/platform/problem';

export interface RegisterTools {
  readonly identities: SigningIdentityStore;
  readonly agencies: Pick<AgencyStore, 'find'>;
  readonly keys: SigningKeyReader;
  readonly certificates: CertificateReader;
  readonly authoriser: Authoriser;
}

/** Puts an identity into the register when its key and its certificates prove it; an identity stays with whom it was made for. */
export async function registerIdentity(tools: RegisterTools, { principal, path, body, now }: WriteRequest<IdentityBody, z.infer<typeof identityPath>>): Promise<HttpAnswer> {
  const { identities, authoriser } = tools;
  if (!authoriser.authorise({ principal, action: 'KeepSigningIdentity', resource: { agency: body.agency } })) throw new EdgeProblem('not-allowed');
  if ((await tools.agencies.find(body.agency)) === undefined) throw agencyNotFound();
  const before = await identities.find(path.identityId);
  if (before !== undefined && !isOfTheSame(before, body)) throw ofSomebodyElse();
  const certified = certifyIdentity(body, { key: await tools.keys.read(body.keyId), certificates: tools.certificates.read(body.certificates), now: toIso(now) });
  const next: RegisteredIdentity = { ...body, ...certified, id: path.identityId, version: (before?.version ?? 0) + 1, changedAt: toIso(now) };
  if (before !== undefined && isSame(before, next)) return { status: 200, body: before };
  if ((await identities.save(next)) === 'changed-meanwhile') throw new EdgeProblem('changed-meanwhile');
  return { status: 200, body: next };
}

function isOfTheSame(before: RegisteredIdentity, body: IdentityBody): boolean {
  return before.agency === body.agency && before.capacity === body.capacity && before.officer === body.officer;
}

function isSame(before: RegisteredIdentity, next: RegisteredIdentity): boolean {
  const said = (identity: RegisteredIdentity): string => canonicalJson(registeredIdentity.parse({ ...identity, version: 1, changedAt: before.changedAt }));
  return said(before) === said(next);
}

function agencyNotFound(): DomainError {
  return new DomainError({
    kind: 'not-found',
    code: 'agency-not-found',
    mend: { vi: 'Chưa đăng ký cơ quan này.', en: 'This agency is not in the register; register it first.' },
    fields: [{ pointer: '/agency', problem: 'not in the register' }],
  });
}

function ofSomebodyElse(): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'identity-of-somebody-else',
    mend: { vi: 'Danh tính này đã được lập cho cơ quan hoặc người khác; hãy dùng mã danh tính mới.', en: 'This identity was made for another agency or person; give a new id.' },
    fields: [{ pointer: '/agency', problem: 'the id belongs to another agency, capacity or officer' }],
  });
}
