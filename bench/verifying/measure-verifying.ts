import { randomBytes } from 'node:crypto';
import { createPadesSignatureVerifier } from '#functions/adapters/pades/pades-signature-verifier';
import { readTrustedRoots } from '#functions/adapters/pades/verify-certificate';
import { anAuthority } from '#test/support/builders/authority-builders';
import { aTimestampAuthority } from '#test/support/builders/cms-builders';
import { aPlainPdf, signed } from '#test/support/builders/signed-pdf-builders';

/** How long one kind of file takes to be verified. */
export interface VerifyingFigure {
  readonly what: string;
  readonly sizeBytes: number;
  readonly count: number;
  readonly milliseconds: readonly number[];
}

const AT = '2026-11-27T01:00:00.000Z';

/** Verifies files of two sizes, signed once as B-T and twice, so many times each. @throws Error when a file is not found valid */
export async function measureVerifying(count: number): Promise<readonly VerifyingFigure[]> {
  const authority = await anAuthority();
  const [officer, seal, stamper] = await Promise.all([authority.issue(), authority.issue({ commonName: 'UBND phường Mẫu' }), authority.issue({ purposes: ['1.3.6.1.5.5.7.3.8'] })]);
  const verifier = createPadesSignatureVerifier({ roots: readTrustedRoots(authority.rootPem) });
  const certificates = [authority.issuing];
  const timestamps = aTimestampAuthority(stamper, { certificates });
  const figures: VerifyingFigure[] = [];
  for (const [size, bytes] of [['100 kB', 60_000], ['5 MB', 4_950_000]] as const) {
    const once = await signed(await aPlainPdf({ noise: randomBytes(bytes) }), { signer: officer, certificates, timestamps });
    const twice = await signed(once, { signer: seal, certificates, timestamps, fieldName: 'Seal' });
    for (const [what, pdf] of [[`${size}, one signature (B-T)`, once], [`${size}, two signatures (B-T)`, twice]] as const) {
      const milliseconds: number[] = [];
      for (let run = 0; run < count; run += 1) {
        const began = performance.now();
        const { outcome } = await verifier.verify(pdf, AT);
        milliseconds.push(performance.now() - began);
        if (outcome !== 'valid') throw new Error(`${what}: ${outcome}`);
      }
      figures.push({ what, sizeBytes: pdf.length, count, milliseconds });
    }
  }
  return figures;
}
