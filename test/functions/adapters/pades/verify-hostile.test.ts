import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { signatureReport, type SignatureVerifier } from '#domain/documents/signature-report';
import { createPadesSignatureVerifier } from '#functions/adapters/pades/pades-signature-verifier';
import { readTrustedRoots } from '#functions/adapters/pades/verify-certificate';
import { aCast, type Cast } from '#test/support/builders/signature-cast';
import { aPlainPdf, cmsOf, placeOfSignature, signed } from '#test/support/builders/signed-pdf-builders';

const AT = '2026-11-27T01:00:00.000Z';
/** Far above what an honest file of this size takes, far below what a person would wait. */
const LONGEST_MILLISECONDS = 5000;

let cast: Cast;
let verifier: SignatureVerifier;

beforeAll(async () => {
  cast = await aCast();
  verifier = createPadesSignatureVerifier({ roots: readTrustedRoots(cast.authority.rootPem) });
});

async function outcomeOf(pdf: Uint8Array): Promise<string> {
  const began = performance.now();
  const report = signatureReport.parse(await verifier.verify(pdf, AT));
  expect(performance.now() - began).toBeLessThan(LONGEST_MILLISECONDS);
  return report.outcome;
}

describe('What a stranger may write into a file', () => {
  it('one flipped bit in what was signed never leaves the signature valid', async () => {
    const { gapStart, gapEnd, end } = placeOfSignature(cast.original);
    const covered = fc.oneof(fc.integer({ min: 0, max: gapStart - 1 }), fc.integer({ min: gapEnd, max: end - 1 }));
    await fc.assert(
      fc.asyncProperty(covered, fc.integer({ min: 0, max: 7 }), async (place, bit) => {
        const flipped = Buffer.from(cast.original);
        flipped[place] = (flipped[place] ?? 0) ^ (1 << bit);
        expect(await outcomeOf(flipped)).not.toBe('valid');
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it('a flipped digit of the signature itself is never taken for another signer, and stops nobody', async () => {
    const { gapStart } = placeOfSignature(cast.original);
    const length = cmsOf(cast.original).length * 2;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: length - 1 }), fc.constantFrom(...'0123456789ABCDEF'), async (place, digit) => {
        const changed = Buffer.from(cast.original);
        changed.write(digit, gapStart + 1 + place, 'latin1');
        const { outcome, signatures } = signatureReport.parse(await verifier.verify(changed, AT));
        if (outcome === 'valid') expect(signatures[0]?.signer).toBe('Nguyễn Thị Ánh');
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  it('a file cut off anywhere is never valid', async () => {
    await fc.assert(
      // The last byte is a line break, which says nothing.
      fc.asyncProperty(fc.integer({ min: 0, max: cast.original.length - 2 }), async (length) => {
        expect(await outcomeOf(cast.original.subarray(0, length))).not.toBe('valid');
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('whatever is appended to a signed file, it is never valid unless it says nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 3, maxLength: 2000 }), async (tail) => {
        expect(await outcomeOf(Buffer.concat([cast.original, tail]))).not.toBe('valid');
      }),
      { numRuns: 100 },
    );
  }, 120_000);

  it('nesting without end and tables that lead in circles come to an end', async () => {
    const deep = `%PDF-1.7\n1 0 obj\n${'['.repeat(100_000)}\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n`;
    const circle = '%PDF-1.7\nxref\n0 0\ntrailer\n<< /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF\n';
    const fields = `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [3 0 R] >> >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /FT /Sig /Kids [3 0 R] /V 3 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n`;
    // A brace where none may stand made the library's repair of files run until memory was gone.
    const brace = cast.original.toString('latin1').replace('/Rect [', '/Rect {');
    for (const text of [deep, circle, fields, brace]) expect(await outcomeOf(Buffer.from(text, 'latin1'))).not.toBe('valid');
  });
});

const withOpenssl = spawnSync('openssl', ['version']).status === 0 ? it : it.skip;

describe('Beside OpenSSL (skipped where it is not installed)', () => {
  withOpenssl('the signature is a CMS that OpenSSL verifies over the covered bytes up to the same root, and not over others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cms-'));
    try {
      const pdf = await signed(await aPlainPdf(), { signer: cast.signer, certificates: [cast.authority.issuing] });
      const { gapStart, gapEnd, end } = placeOfSignature(pdf);
      const covered = Buffer.concat([pdf.subarray(0, gapStart), pdf.subarray(gapEnd, end)]);
      const files = { cms: join(folder, 'signature.der'), content: join(folder, 'content'), other: join(folder, 'other'), root: join(folder, 'root.pem') };
      writeFileSync(files.cms, cmsOf(pdf));
      writeFileSync(files.content, covered);
      writeFileSync(files.other, Buffer.concat([covered, Buffer.from(' ')]));
      writeFileSync(files.root, cast.authority.rootPem);
      const verify = (content: string) => spawnSync('openssl', ['cms', '-verify', '-binary', '-inform', 'DER', '-in', files.cms, '-content', content, '-CAfile', files.root, '-purpose', 'any', '-out', '/dev/null'], { encoding: 'utf8' });
      expect(verify(files.content)).toMatchObject({ status: 0 });
      expect(verify(files.other).status).not.toBe(0);
      await expect(verifier.verify(pdf, AT)).resolves.toMatchObject({ outcome: 'valid' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
