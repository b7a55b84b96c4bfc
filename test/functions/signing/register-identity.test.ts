import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IdentityBody } from '#domain/documents/signing-identity';
import { createX509CertificateReader } from '#functions/adapters/certificates/x509-certificate-reader';
import { createKmsSigningKeyReader } from '#functions/adapters/kms/kms-signing-key-reader';
import { registerIdentity, type RegisterTools } from '#functions/signing/register-identity/register-identity';
import { Temporal } from '#domain/kernel/temporal';
import { anAgency } from '#test/support/builders/register-builders';
import { InMemoryAgencyStore } from '#test/support/fakes/in-memory-agency-store';
import { InMemorySigningIdentityStore } from '#test/support/fakes/in-memory-signing-identity-store';
import { openSigningOffice, type SigningOffice } from '#local/ca/signing-office';

let office: SigningOffice;
let tools: RegisterTools;
let body: IdentityBody;
beforeAll(async () => {
  office = await openSigningOffice();
  const { keyId, certificates } = await office.identityOf({ capacity: 'agency', algorithm: 'ecdsa-p256-sha256', displayName: 'UBND phường An Hòa' });
  body = { capacity: 'agency', agency: 'H99.101', displayName: 'UBND phường An Hòa', keyId, certificates: [...certificates] };
});
afterAll(() => office.close());
beforeEach(() => {
  tools = {
    identities: new InMemorySigningIdentityStore(),
    agencies: new InMemoryAgencyStore([anAgency({ code: 'H99.101' }), anAgency({ code: 'H99.102' })]),
    keys: createKmsSigningKeyReader(office.kms),
    certificates: createX509CertificateReader(),
    authoriser: { authorise: ({ principal, action }) => principal.kind === 'administrator' && action === 'KeepSigningIdentity' },
  };
});

function register(sent: Partial<IdentityBody> = {}, kind: 'administrator' | 'officer' = 'administrator') {
  return registerIdentity(tools, {
    principal: { kind, id: 'sub-1', agency: 'H99.101', roles: [] },
    path: { identityId: 'h99.101-seal' },
    body: { ...body, ...sent },
    now: Temporal.Now.instant(),
    query: undefined,
    idempotency: { scope: 'scope', requestHash: 'hash' },
    language: 'vi',
    ifMatch: undefined,
    correlationId: 'correlation-1',
  });
}

describe('registering an identity', () => {
  it('keeps what the certificate and the key prove', async () => {
    expect(await register()).toMatchObject({ status: 200, body: { id: 'h99.101-seal', version: 1, algorithm: 'ecdsa-p256-sha256', keyId: body.keyId } });
    expect(await tools.identities.agencySeal('H99.101', new Date().toISOString())).toMatchObject({ version: 1 });
  });

  it('again with the same words changes nothing, with others makes the next version', async () => {
    await register();
    expect(await register()).toMatchObject({ body: { version: 1 } });
    expect(await register({ displayName: 'Ủy ban nhân dân phường An Hòa' })).toMatchObject({ body: { version: 2 } });
  });

  it('is for the administrator alone', async () => {
    await expect(register({}, 'officer')).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('does not hand an identity over to another agency', async () => {
    await register();
    await expect(register({ agency: 'H99.102' })).rejects.toMatchObject({ details: { code: 'identity-of-somebody-else' } });
    await expect(register({ capacity: 'officer', officer: 'sub-9' })).rejects.toMatchObject({ details: { code: 'identity-of-somebody-else' } });
  });

  it('wants an agency of the register, a key of KMS and the certificate of that key', async () => {
    const other = await office.identityOf({ capacity: 'agency', algorithm: 'ecdsa-p256-sha256', displayName: 'Khác' });
    await expect(register({ agency: 'H99.999' })).rejects.toMatchObject({ details: { code: 'agency-not-found' } });
    await expect(register({ keyId: 'nobody-s-key' })).rejects.toMatchObject({ details: { code: 'signing-key-not-found' } });
    await expect(register({ keyId: other.keyId })).rejects.toMatchObject({ details: { code: 'certificates-not-usable', fields: [{ pointer: '/certificates/0', problem: 'is of another key' }] } });
  });
});
