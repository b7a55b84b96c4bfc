import { PDF } from '@libpdf/core';
import { aCertificate, anOcspResponse, aRevocationList } from '#test/support/builders/authority-builders';
import { signedBy, stampedBy, withEvidence, withRevocation, type SignatureCase } from '#test/support/builders/signature-cast';
import { aPlainPdf, signed } from '#test/support/builders/signed-pdf-builders';

/** Files nobody attacked. */
export const HONEST: readonly SignatureCase[] = [
  { title: 'one signature, B-B', make: async ({ original }) => original, outcome: 'valid', faults: [], pdfsig: 'valid' },
  { title: 'one signature, B-T', make: (cast) => signedBy(cast, cast.signer, { isStamped: true }), outcome: 'valid', faults: [], pdfsig: 'valid' },
  {
    title: 'two signatures, one after the other',
    make: async ({ original, authority }) => signed(original, { signer: await authority.issue({ commonName: 'UBND phường Mẫu' }), certificates: [authority.issuing], fieldName: 'Seal' }),
    outcome: 'valid',
    faults: [],
    pdfsig: 'not-total',
    because: 'pdfsig says of the first of two honest signatures that it is not over the total document, and leaves it to the reader what came after',
  },
  {
    title: 'an RSA key of 2048 bits',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ rsaBits: 2048 })),
    outcome: 'valid',
    faults: [],
    pdfsig: 'valid',
  },
  {
    title: 'the older format of Adobe, with SHA-256',
    make: async ({ signer, authority }) => signed(await aPlainPdf(), { signer, certificates: [authority.issuing], subFilter: 'adbe.pkcs7.detached' }),
    outcome: 'valid',
    faults: [],
    pdfsig: 'valid',
  },
  {
    title: 'a certificate that expired after a proven time of signing',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ until: '2026-11-26T12:00:00Z' }), { isStamped: true }),
    outcome: 'valid',
    faults: [],
    pdfsig: 'valid',
  },
  {
    title: 'a certificate that was revoked after a proven time of signing',
    make: async (cast) => withRevocation(await signedBy(cast, cast.signer, { isStamped: true }), cast, '2026-11-26T20:00:00Z'),
    outcome: 'valid',
    faults: [],
    pdfsig: 'not-total',
    because: 'the evidence was appended after the signature, as PAdES B-LT appends it',
  },
  {
    title: 'a certificate that expired after a time proven by a timestamp key that was given up later in good order',
    make: async (cast) => {
      const pdf = await signedBy(cast, await cast.authority.issue({ until: '2026-11-26T12:00:00Z' }), { isStamped: true });
      return withEvidence(pdf, 'CRLs', await aRevocationList(cast.authority.issuing, [{ held: cast.stamper, on: '2026-11-26T20:00:00Z', reason: 4 }]));
    },
    outcome: 'valid',
    faults: [],
    pdfsig: 'not-total',
    because: 'the evidence was appended after the signature, as PAdES B-LT appends it',
  },
  {
    title: 'a list somebody else made that says the certificate is revoked',
    make: async ({ original, signer }) => {
      const impostor = await aCertificate({ commonName: 'Chứng thực Thử nghiệm cấp 2', organisation: 'Thử nghiệm', isAuthority: true });
      return withEvidence(original, 'CRLs', await aRevocationList(impostor, [{ held: signer, on: '2026-10-01T00:00:00Z' }]));
    },
    outcome: 'valid',
    faults: [],
    pdfsig: 'not-total',
    because: 'whoever may append could say so; it is not believed',
  },
  {
    title: 'a responder of the authority that says the certificate is good',
    make: async ({ original, authority, signer }) => withEvidence(original, 'OCSPs', await anOcspResponse(authority.issuing, signer, {})),
    outcome: 'valid',
    faults: [],
    pdfsig: 'not-total',
    because: 'the evidence was appended after the signature, as PAdES B-LT appends it',
  },
  {
    title: 'a responder nobody authorised that says the certificate is revoked',
    make: async ({ original, authority, signer }) => {
      const stranger = await aCertificate({ commonName: 'OCSP', purposes: ['1.3.6.1.5.5.7.3.9'] });
      return withEvidence(original, 'OCSPs', await anOcspResponse(authority.issuing, signer, { revokedOn: '2026-10-01T00:00:00Z', responder: stranger }));
    },
    outcome: 'valid',
    faults: [],
    pdfsig: 'not-total',
    because: 'whoever may append could say so; it is not believed',
  },
  {
    title: 'a certificate that has expired since, under a timestamp over the whole document',
    make: async (cast) => {
      const short = await cast.authority.issue({ until: '2026-11-26T12:00:00Z' });
      const opened = await PDF.load(await signedBy(cast, short));
      return Buffer.from((await opened.addTimestamp({ timestampAuthority: stampedBy(cast) })).bytes);
    },
    outcome: 'valid',
    faults: [],
    pdfsig: 'invalid',
    because: 'pdfsig 22.12 knows no timestamps over documents (ETSI.RFC3161) and calls them invalid',
  },
  { title: 'no signature at all', make: () => aPlainPdf(), outcome: 'unsigned', faults: [], pdfsig: 'no-signature' },
];
