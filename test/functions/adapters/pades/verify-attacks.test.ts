import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signatureReport, type SignatureVerifier } from '#domain/documents/signature-report';
import { createPadesSignatureVerifier } from '#functions/adapters/pades/pades-signature-verifier';
import { readTrustedRoots } from '#functions/adapters/pades/verify-certificate';
import { aBomb, SIGNATURE_CASES } from '#test/support/builders/attacked-pdfs';
import { aCast, type Cast } from '#test/support/builders/signature-cast';

const AT = '2026-11-27T01:00:00.000Z';

function isInstalled(tool: string): boolean {
  return spawnSync('which', [tool]).status === 0;
}
const withPdfsig = isInstalled('pdfsig') ? it : it.skip;

let cast: Cast;
let verifier: SignatureVerifier;
let folder: string;

beforeAll(async () => {
  cast = await aCast();
  verifier = createPadesSignatureVerifier({ roots: readTrustedRoots(cast.authority.rootPem) });
  folder = mkdtempSync(join(tmpdir(), 'signatures-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('What a clerk is told of a signed PDF', () => {
  it.each(SIGNATURE_CASES.map((one) => [one.title, one] as const))('%s', async (_, one) => {
    const report = signatureReport.parse(await verifier.verify(await one.make(cast), AT));
    const faults = [...new Set(report.signatures.flatMap((finding) => finding.faults.map(({ code }) => code)))].toSorted();
    expect({ outcome: report.outcome, faults }).toEqual({ outcome: one.outcome, faults: [...one.faults].toSorted() });
  });

  it('tells who signed, for which office, by whose certificate, when, and at which level', async () => {
    const { signatures } = await verifier.verify(cast.original, AT);
    expect(signatures).toEqual([
      { fieldName: 'Signature1', signer: 'Nguyễn Thị Ánh', organisation: 'UBND phường Mẫu', issuer: 'Chứng thực Thử nghiệm cấp 2', claimedAt: '2026-11-26T02:00:00.000Z', level: 'B-B', outcome: 'valid', faults: [] },
    ]);
  });

  it('takes a file that unpacks without end for what it is', async () => {
    await expect(verifier.verify(aBomb(), AT)).resolves.toMatchObject({ outcome: 'undetermined', signatures: [] });
  });

  it('says of something that is no PDF that it cannot say anything', async () => {
    await expect(verifier.verify(Buffer.from('Xin chào'), AT)).resolves.toMatchObject({ outcome: 'undetermined', signatures: [] });
  });
});

/** What Poppler says of the same file; nothing on a machine without it. */
describe("Beside Poppler's pdfsig (skipped where it is not installed)", () => {
  withPdfsig.each(SIGNATURE_CASES.map((one) => [one.title, one] as const))('%s', async (_, one) => {
    expect(pdfsigOf(await one.make(cast))).toBe(one.pdfsig);
    // Where one judge is content and the other is not, the case says why.
    const isContent = one.pdfsig === 'valid' || one.pdfsig === 'no-signature';
    const areWe = one.outcome === 'valid' || one.outcome === 'unsigned';
    expect(isContent === areWe || one.because !== undefined).toBe(true);
  });
});

function pdfsigOf(pdf: Buffer): 'valid' | 'not-total' | 'invalid' | 'no-signature' {
  const file = join(folder, 'case.pdf');
  writeFileSync(file, pdf);
  const said = runPdfsig(file);
  const validations = said.match(/Signature Validation: .*/g) ?? [];
  if (validations.length === 0) return /does not contain any signatures/.test(said) ? 'no-signature' : 'invalid';
  if (validations.some((line) => !line.includes('Signature is Valid'))) return 'invalid';
  return /Not total document signed/.test(said) ? 'not-total' : 'valid';
}

function runPdfsig(file: string): string {
  const { stdout, stderr } = spawnSync('pdfsig', [file], { encoding: 'utf8' });
  return stdout + stderr;
}
