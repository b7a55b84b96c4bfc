import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { openDevelopmentAuthority } from '#local/ca/development-authority';
import { judged, testWith } from '#test/support/signing/judges';

const folder = mkdtempSync(join(tmpdir(), 'mot-cua-ca-'));
const clock = { now: () => Date.now() };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const publicKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' });
const subject = { commonName: 'Nguyễn Văn Ánh', title: 'CHỦ TỊCH' };

it('every certificate says that it is for development and not for legal use', async () => {
  const authority = await openDevelopmentAuthority({ dataFolder: folder, clock });
  for (const pem of [authority.root, ...(await authority.issue({ subject, publicKey, purpose: 'document' }))]) expect(new X509Certificate(pem).subject).toContain('DEVELOPMENT');
});

it('is the same authority after a restart, also when two open it at once', async () => {
  const other = join(folder, 'at-once');
  const opened = await Promise.all([1, 2, 3].map(() => openDevelopmentAuthority({ dataFolder: other, clock })));
  const roots = new Set([...opened, await openDevelopmentAuthority({ dataFolder: other, clock })].map(({ root }) => root));
  expect(roots.size).toBe(1);
});

it('certifies the very key it was given, by a chain up to its root', async () => {
  const authority = await openDevelopmentAuthority({ dataFolder: folder, clock });
  const [own, issuer] = (await authority.issue({ subject, publicKey, purpose: 'document' })).map((pem) => new X509Certificate(pem));
  const root = new X509Certificate(authority.root);
  if (own === undefined || issuer === undefined) throw new Error('There is no chain');
  expect(own.publicKey.export({ type: 'spki', format: 'der' })).toEqual(publicKey);
  expect([own.verify(issuer.publicKey), own.checkIssued(issuer), issuer.verify(root.publicKey), issuer.checkIssued(root), own.ca, issuer.ca]).toEqual([true, true, true, true, false, true]);
});

testWith('openssl')('openssl finds the usages of each purpose, and a chain it accepts', async () => {
  const authority = await openDevelopmentAuthority({ dataFolder: folder, clock });
  const usages = { document: 'Digital Signature, Non Repudiation', timestamp: 'Time Stamping' } as const;
  for (const purpose of ['document', 'timestamp'] as const) {
    const [own, issuer] = await authority.issue({ subject, publicKey, purpose });
    const files = { 'own.pem': own, 'issuer.pem': issuer, 'root.pem': authority.root };
    expect(judged('openssl', files, (path) => ['x509', '-in', path('own.pem'), '-noout', '-text'])).toContain(usages[purpose]);
    expect(judged('openssl', files, (path) => ['verify', '-x509_strict', '-CAfile', path('root.pem'), '-untrusted', path('issuer.pem'), ...(purpose === 'timestamp' ? ['-purpose', 'timestampsign'] : []), path('own.pem')])).toContain('OK');
  }
});
