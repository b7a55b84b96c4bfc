import { aCms, aTimestampAuthority } from '#test/support/builders/cms-builders';
import { signedBy, stampedBy, type SignatureCase } from '#test/support/builders/signature-cast';
import { aPlainPdf, digestOf, replaced, signed, withCms } from '#test/support/builders/signed-pdf-builders';

/** Files whose signature is made by what is no longer safe, or of the wrong parts. */
export const WEAK: readonly SignatureCase[] = [
  {
    title: 'SHA-1',
    make: async ({ original, signer, authority }) => withCms(original, await aCms({ signer, certificates: [authority.issuing], hash: 'SHA-1', digest: digestOf(original, 'sha1') })),
    outcome: 'invalid',
    faults: ['weak-algorithm'],
    pdfsig: 'valid',
    because: 'Poppler 22.12 still takes SHA-1',
  },
  {
    title: 'an RSA key of 1024 bits',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ rsaBits: 1024 })),
    outcome: 'invalid',
    faults: ['weak-algorithm'],
    pdfsig: 'valid',
    because: 'Poppler 22.12 takes any length NSS takes',
  },
  {
    title: 'the old format that hashes with SHA-1 (adbe.x509.rsa_sha1)',
    make: async ({ original }) => replaced(original, '/SubFilter /ETSI.CAdES.detached', '/SubFilter /adbe.x509.rsa_sha1 '),
    outcome: 'invalid',
    faults: ['weak-algorithm'],
    pdfsig: 'invalid',
  },
  {
    title: 'the right bytes signed with another key than that of the certificate',
    make: async ({ original, signer, authority, stamper }) => {
      const crossed = { ...signer, keys: stamper.keys };
      return withCms(original, await aCms({ signer: crossed, certificates: [authority.issuing], digest: digestOf(original) }));
    },
    outcome: 'invalid',
    faults: ['signature-wrong'],
    pdfsig: 'invalid',
  },
  {
    title: 'signed attributes that name another certificate',
    make: async ({ original, signer, authority, stamper }) => withCms(original, await aCms({ signer, certificates: [authority.issuing], digest: digestOf(original), namedCertificate: stamper })),
    outcome: 'invalid',
    faults: ['signed-attributes-wrong'],
    pdfsig: 'valid',
    because: 'pdfsig does not read the attribute that binds the certificate',
  },
  {
    title: 'a PAdES signature that names no certificate',
    make: async ({ original, signer, authority }) => withCms(original, await aCms({ signer, certificates: [authority.issuing], digest: digestOf(original), namedCertificate: 'none' })),
    outcome: 'invalid',
    faults: ['signed-attributes-wrong'],
    pdfsig: 'valid',
    because: 'pdfsig does not read the attribute that binds the certificate',
  },
  {
    title: 'a timestamp of another signature',
    make: async (cast) => {
      const other = await stampedBy(cast).timestamp(Buffer.alloc(32, 1));
      return signed(await aPlainPdf(), { signer: cast.signer, certificates: [cast.authority.issuing], timestamps: { timestamp: async () => other } });
    },
    outcome: 'invalid',
    faults: ['timestamp-broken'],
    pdfsig: 'valid',
    because: 'pdfsig does not verify timestamps',
  },
  {
    title: 'a timestamp by somebody who may not stamp',
    make: async (cast) => signed(await aPlainPdf(), { signer: cast.signer, certificates: [cast.authority.issuing], timestamps: aTimestampAuthority(cast.signer, { certificates: [cast.authority.issuing] }) }),
    outcome: 'undetermined',
    faults: ['timestamp-untrusted'],
    pdfsig: 'valid',
    because: 'pdfsig does not verify timestamps',
  },
];
