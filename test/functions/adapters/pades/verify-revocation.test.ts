import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createPadesSignatureVerifier } from '#functions/adapters/pades/pades-signature-verifier';
import { readTrustedRoots } from '#functions/adapters/pades/verify-certificate';
import { readConfiguredLists, readRevocationList } from '#functions/adapters/pades/verify-revocation';
import { aRevocationList, type HeldCertificate } from '#test/support/builders/authority-builders';
import { aCast, signedBy, type Cast } from '#test/support/builders/signature-cast';

const NOW = '2026-11-27T01:00:00.000Z';
/** Of the timestamps of the cast. */
const PROVEN = Date.parse('2026-11-26T03:00:00Z');
const HOUR = 3600 * 1000;

let cast: Cast;
let stamped: Buffer;

beforeAll(async () => {
  cast = await aCast();
  stamped = await signedBy(cast, cast.signer, { isStamped: true });
});

interface Told {
  readonly lists: readonly Uint8Array[];
  readonly demandsRevocation?: boolean;
}

const listOf = (issuer: HeldCertificate, held?: HeldCertificate, on = '2026-10-01T00:00:00Z') => aRevocationList(issuer, held === undefined ? [] : [{ held, on }]);

async function verdict(pdf: Buffer, { lists, demandsRevocation = false }: Told, at = NOW) {
  const verifier = createPadesSignatureVerifier({ roots: readTrustedRoots(cast.authority.rootPem), lists: lists.flatMap((der) => readRevocationList(der) ?? []), demandsRevocation });
  const { outcome, signatures } = await verifier.verify(pdf, at);
  return { outcome, faults: signatures.flatMap(({ faults }) => faults.map(({ code, etsi }) => `${code} ${etsi}`)) };
}

describe('What the office was told of withdrawn certificates', () => {
  it('a withdrawn certificate makes the signature invalid, in words that say what to ask for', async () => {
    const lists = [await listOf(cast.authority.issuing, cast.signer)];
    const verifier = createPadesSignatureVerifier({ roots: readTrustedRoots(cast.authority.rootPem), lists: lists.flatMap((der) => readRevocationList(der) ?? []) });
    const { signatures } = await verifier.verify(cast.original, NOW);
    expect(signatures[0]?.faults[0]).toEqual({ code: 'revoked', etsi: 'INDETERMINATE/REVOKED_NO_POE', says: { vi: expect.stringContaining('thu hồi'), en: expect.stringContaining('Ask for the document signed with a certificate in force') } });
  });

  it('whenever a certificate is withdrawn, only what was in our hands or proven by then still holds', async () => {
    const hours = fc.integer({ min: -72, max: 72 });
    await fc.assert(
      fc.asyncProperty(hours, hours, fc.boolean(), async (revoked, judged, isStamped) => {
        const on = new Date(PROVEN + revoked * HOUR).toISOString();
        const at = new Date(PROVEN + judged * HOUR).toISOString();
        const { faults } = await verdict(isStamped ? stamped : cast.original, { lists: [await listOf(cast.authority.issuing, cast.signer, on)] }, at);
        expect(faults.some((fault) => fault.startsWith('revoked '))).toBe(revoked <= (isStamped ? 0 : judged));
        if (isStamped && revoked <= 0) expect(faults).toEqual(['revoked TOTAL-FAILED/REVOKED']);
      }),
      { numRuns: 25 },
    );
  });

  it('where recent information is demanded and nobody gives any, nothing can be said', async () => {
    await expect(verdict(cast.original, { lists: [], demandsRevocation: true })).resolves.toEqual({ outcome: 'undetermined', faults: ['revocation-unknown INDETERMINATE/TRY_LATER'] });
  });

  it('where it is demanded, lists of every authority of the chain are enough', async () => {
    const lists = await Promise.all([listOf(cast.authority.issuing), listOf(cast.authority.root)]);
    await expect(verdict(cast.original, { lists, demandsRevocation: true })).resolves.toEqual({ outcome: 'valid', faults: [] });
    await expect(verdict(cast.original, { lists: lists.slice(0, 1), demandsRevocation: true })).resolves.toMatchObject({ outcome: 'undetermined' });
  });

  it('where it is demanded, a list that was overtaken by the time of judging is none', async () => {
    const lists = await Promise.all([listOf(cast.authority.issuing), listOf(cast.authority.root)]);
    await expect(verdict(cast.original, { lists, demandsRevocation: true }, '2027-12-01T00:00:00.000Z')).resolves.toMatchObject({ outcome: 'undetermined' });
  });

  it('a file of lists that holds none is a fault of the configuration, not of the signature', () => {
    expect(() => readConfiguredLists('không phải PEM')).toThrow('holds none');
    expect(() => readConfiguredLists('-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----')).toThrow('cannot be read');
  });
});
