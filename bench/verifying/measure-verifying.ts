import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { SigningIdentity } from '#domain/documents/signing';
import { createPadesSignatureVerifier } from '#functions/adapters/pades/pades-signature-verifier';
import { createPadesSigner } from '#functions/adapters/pades/pades-signer';
import { readTrustedRoots } from '#functions/adapters/pades/verify-certificate';
import { createHttpTimestampAuthority } from '#functions/adapters/timestamps/http-timestamp-authority';
import { openDevelopmentAuthority, type DevelopmentAuthority } from '#local/ca/development-authority';
import { signDigest } from '#local/kms/sign-digest';
import { startTsa } from '#local/tsa/start-tsa';

/** How long one kind of file takes to be verified. */
export interface VerifyingFigure {
  readonly what: string;
  readonly sizeBytes: number;
  readonly milliseconds: readonly number[];
}

interface SignedFile {
  readonly what: string;
  readonly pdf: Uint8Array;
}

/** Verifies files of two sizes, signed at level B-T once and twice, so many times each. @throws Error when one is not found valid */
export async function measureVerifying(count: number): Promise<readonly VerifyingFigure[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'mot-cua-verifying-'));
  const clock = { now: () => Date.now() };
  const authority = await openDevelopmentAuthority({ dataFolder: join(dataFolder, 'ca'), clock });
  const tsa = await startTsa({ dataFolder: join(dataFolder, 'tsa'), clock, authority });
  try {
    const verifier = createPadesSignatureVerifier({ roots: readTrustedRoots(authority.root) });
    const figures: VerifyingFigure[] = [];
    for (const { what, pdf } of await signedFiles(authority, tsa.url)) {
      const milliseconds: number[] = [];
      for (let run = 0; run < count; run += 1) {
        const began = performance.now();
        const { outcome } = await verifier.verify(pdf, new Date().toISOString());
        milliseconds.push(performance.now() - began);
        if (outcome !== 'valid') throw new Error(`${what}: ${outcome}`);
      }
      figures.push({ what, sizeBytes: pdf.length, milliseconds });
    }
    return figures;
  } finally {
    await tsa.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function signedFiles(authority: DevelopmentAuthority, tsaUrl: string): Promise<readonly SignedFile[]> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1', privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'der' } });
  const certificates = await authority.issue({ subject: { commonName: 'Nguyễn Văn Ánh' }, publicKey, purpose: 'document' });
  const own = new X509Certificate(certificates[0]);
  const signer = createPadesSigner({
    key: async (_, digest) => signDigest({ spec: 'ECC_NIST_P256', privateKey }, Buffer.from(digest)),
    font: readFileSync(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf')),
    timestamps: createHttpTimestampAuthority({ url: tsaUrl }),
  });
  const identity: SigningIdentity = { id: 'bench', capacity: 'officer', agency: 'H99.101', displayName: 'Nguyễn Văn Ánh', keyId: 'bench', algorithm: 'ecdsa-p256-sha256', certificates: [...certificates], validFrom: own.validFromDate.toISOString(), validUntil: own.validToDate.toISOString() };
  const files: SignedFile[] = [];
  for (const [size, noise] of [['100 kB', 60_000], ['5 MB', 4_950_000]] as const) {
    const order = { identity, signedAt: new Date().toISOString(), reason: 'Ký duyệt' };
    const once = await signer.sign({ ...order, pdf: await pdfWith(randomBytes(noise)), fieldName: 'officer' });
    const twice = await signer.sign({ ...order, pdf: once.pdf, fieldName: 'agency' });
    files.push({ what: `${size}, one signature`, pdf: once.pdf }, { what: `${size}, two signatures`, pdf: twice.pdf });
  }
  return files;
}

/** A page, and as many bytes that cannot be packed as a scan would bring. */
async function pdfWith(noise: Buffer): Promise<Buffer> {
  const document = new PDFDocument();
  document.text('Quyet dinh');
  document.file(noise, { name: 'scan.bin' });
  document.end();
  return buffer(document);
}
