import { signedBy, withRevocation, type SignatureCase } from '#test/support/builders/signature-cast';
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
  { title: 'no signature at all', make: () => aPlainPdf(), outcome: 'unsigned', faults: [], pdfsig: 'no-signature' },
];
