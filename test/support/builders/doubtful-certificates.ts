import { aCertificate, anAuthority, anOcspResponse, anUnknownCondition, aRevocationList } from '#test/support/builders/authority-builders';
import { aCms, aTimestampAuthority } from '#test/support/builders/cms-builders';
import { signedBy, withEvidence, withRevocation, type SignatureCase } from '#test/support/builders/signature-cast';
import { aPlainPdf, digestOf, signed, withCms } from '#test/support/builders/signed-pdf-builders';

/** Files whose bytes are whole, and whose signer may be anybody. */
export const CERTIFIED: readonly SignatureCase[] = [
  {
    title: 'an authority nobody here recognises',
    make: async () => {
      const stranger = await anAuthority('Không ai biết');
      return signed(await aPlainPdf(), { signer: await stranger.issue(), certificates: [stranger.issuing, stranger.root] });
    },
    outcome: 'invalid',
    faults: ['chain-untrusted'],
    pdfsig: 'valid',
    because: 'the signature itself is whole; pdfsig says apart that the issuer is unknown',
  },
  {
    title: 'a certificate the signer made for himself',
    make: async () => signed(await aPlainPdf(), { signer: await aCertificate({ commonName: 'Chủ tịch UBND' }) }),
    outcome: 'invalid',
    faults: ['self-signed'],
    pdfsig: 'valid',
    because: 'the signature itself is whole; pdfsig says apart that the issuer is not trusted',
  },
  {
    title: 'an authority of the same name with another key',
    make: async ({ authority }) => {
      const impostor = await aCertificate({ commonName: 'Chứng thực Thử nghiệm cấp 2', organisation: 'Thử nghiệm', isAuthority: true });
      return signed(await aPlainPdf(), { signer: await aCertificate({ issuer: impostor }), certificates: [authority.issuing] });
    },
    outcome: 'invalid',
    faults: ['chain-untrusted'],
    pdfsig: 'valid',
    because: 'as for any unknown issuer',
  },
  {
    title: 'a signer who was issued by another signer, not by an authority',
    make: async ({ authority, signer }) => signed(await aPlainPdf(), { signer: await aCertificate({ commonName: 'Kẻ mạo danh', issuer: signer }), certificates: [signer, authority.issuing] }),
    outcome: 'invalid',
    faults: ['chain-broken'],
    pdfsig: 'valid',
    because: 'pdfsig judges the chain apart from the signature',
  },
  {
    title: 'a certificate that has expired since, with no proof of the time of signing',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ until: '2026-11-26T12:00:00Z' })),
    outcome: 'invalid',
    faults: ['certificate-expired'],
    pdfsig: 'valid',
    because: 'pdfsig judges the certificate apart from the signature',
  },
  {
    title: 'a signature claimed for a time after the certificate had expired',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ until: '2026-06-01' })),
    outcome: 'invalid',
    faults: ['certificate-expired', 'signed-after-expiry'],
    pdfsig: 'valid',
    because: 'pdfsig judges the certificate apart from the signature',
  },
  {
    title: 'a signature proven to be from before the certificate',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ from: '2026-11-26T10:00:00Z' }), { isStamped: true, signedAt: '2026-11-26T11:00:00Z' }),
    outcome: 'invalid',
    faults: ['signed-before-validity'],
    pdfsig: 'valid',
    because: 'pdfsig does not verify timestamps',
  },
  {
    title: 'a certificate not yet in force',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ from: '2027-06-01' }), { signedAt: '2027-07-01T00:00:00Z' }),
    outcome: 'invalid',
    faults: ['certificate-not-yet-valid'],
    pdfsig: 'valid',
    because: 'pdfsig judges the certificate apart from the signature',
  },
  {
    title: 'a certificate revoked before, by a list in the file',
    make: async (cast) => withRevocation(cast.original, cast, '2026-10-01T00:00:00Z'),
    outcome: 'invalid',
    faults: ['revoked'],
    pdfsig: 'not-total',
  },
  {
    title: 'a certificate revoked later, with nothing but a claim for the time of signing',
    make: async (cast) => withRevocation(cast.original, cast, '2026-11-26T20:00:00Z'),
    outcome: 'invalid',
    faults: ['revoked'],
    pdfsig: 'not-total',
  },
  {
    title: 'a certificate revoked before, by what a responder of the authority says',
    make: async ({ original, authority, signer }) => {
      const responder = await authority.issue({ commonName: 'OCSP', purposes: ['1.3.6.1.5.5.7.3.9'] });
      return withEvidence(original, 'OCSPs', await anOcspResponse(authority.issuing, signer, { revokedOn: '2026-10-01T00:00:00Z', responder }));
    },
    outcome: 'invalid',
    faults: ['revoked'],
    pdfsig: 'not-total',
  },
  {
    title: 'a certificate revoked before, by a list among the signed attributes',
    make: async ({ original, authority, signer }) => {
      const lists = [await aRevocationList(authority.issuing, [{ held: signer, on: '2026-10-01T00:00:00Z' }])];
      return withCms(original, await aCms({ signer, certificates: [authority.issuing], digest: digestOf(original), lists }));
    },
    outcome: 'invalid',
    faults: ['revoked'],
    pdfsig: 'valid',
    because: 'pdfsig judges the certificate apart from the signature',
  },
  {
    title: 'a certificate revoked before, by a responder\'s answer among the signed attributes',
    make: async ({ original, authority, signer }) => {
      const responses = [await anOcspResponse(authority.issuing, signer, { revokedOn: '2026-10-01T00:00:00Z' })];
      return withCms(original, await aCms({ signer, certificates: [authority.issuing], digest: digestOf(original), responses }));
    },
    outcome: 'invalid',
    faults: ['revoked'],
    pdfsig: 'valid',
    because: 'pdfsig judges the certificate apart from the signature',
  },
  {
    title: 'an authority that was itself withdrawn by the one above it',
    make: async ({ original, authority }) => withEvidence(original, 'CRLs', await aRevocationList(authority.root, [{ held: authority.issuing, on: '2026-10-01T00:00:00Z' }])),
    outcome: 'invalid',
    faults: ['issuer-revoked'],
    pdfsig: 'not-total',
  },
  {
    title: 'an expired certificate with a timestamp of an authority nobody here recognises',
    make: async (cast) => {
      const stranger = await anAuthority('Không ai biết');
      const stamper = await stranger.issue({ purposes: ['1.3.6.1.5.5.7.3.8'] });
      const timestamps = aTimestampAuthority(stamper, { certificates: [stranger.issuing] });
      return signed(await aPlainPdf(), { signer: await cast.authority.issue({ until: '2026-11-26T12:00:00Z' }), certificates: [cast.authority.issuing], timestamps });
    },
    outcome: 'invalid',
    faults: ['certificate-expired', 'timestamp-untrusted'],
    pdfsig: 'valid',
    because: 'pdfsig does not verify timestamps',
  },
  {
    title: 'an expired certificate with a timestamp by a key that was stolen later and may have stamped any time',
    make: async (cast) => {
      const pdf = await signedBy(cast, await cast.authority.issue({ until: '2026-11-26T12:00:00Z' }), { isStamped: true });
      return withEvidence(pdf, 'CRLs', await aRevocationList(cast.authority.issuing, [{ held: cast.stamper, on: '2026-11-26T20:00:00Z', reason: 1 }]));
    },
    outcome: 'invalid',
    faults: ['certificate-expired', 'timestamp-untrusted'],
    pdfsig: 'not-total',
  },
  {
    title: 'a certificate for a web server',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ purposes: ['1.3.6.1.5.5.7.3.1'] })),
    outcome: 'invalid',
    faults: ['key-usage'],
    pdfsig: 'valid',
    because: 'pdfsig does not ask what the certificate is for',
  },
  {
    title: 'a certificate with a condition nobody here can check',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ extra: [anUnknownCondition()] })),
    outcome: 'undetermined',
    faults: ['certificate-unknown-condition'],
    pdfsig: 'valid',
    because: 'pdfsig judges the certificate apart from the signature',
  },
];
