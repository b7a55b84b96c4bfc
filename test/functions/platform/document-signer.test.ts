import './quiet.ts';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SigningIdentity } from '#domain/documents/signing';
import { openSigner } from '#functions/platform/document-signer';
import { toProblem } from '#functions/platform/problem';
import { openSigningOffice, type SigningOffice } from '#local/ca/signing-office';
import { FONT_FILES } from '#functions/adapters/pdf/font-files';
import { samplePdf } from '#test/support/signing/sample-pdf';

/** Nobody listens there. */
const SILENT = 'http://127.0.0.1:9/';
let office: SigningOffice;
let identity: SigningIdentity;
let bundleFolder: string;
const before = { ...process.env };

beforeAll(async () => {
  office = await openSigningOffice();
  bundleFolder = mkdtempSync(join(tmpdir(), 'mot-cua-bundle-'));
  copyFileSync(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'), join(bundleFolder, FONT_FILES.regular));
  process.env = { ...before, AWS_ENDPOINT_URL_KMS: office.kmsUrl, AWS_REGION: 'ap-southeast-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  identity = await office.identityOf({ capacity: 'officer', algorithm: 'ecdsa-p256-sha256', displayName: 'Nguyễn Văn Ánh', officer: 'head-an-hoa' });
});
afterAll(async () => {
  process.env = before;
  rmSync(bundleFolder, { recursive: true, force: true });
  await office.close();
});

const signing = async (url: string, without: 'sign-without' | 'refuse') =>
  openSigner({ TIMESTAMP_AUTHORITY_URL: url, WITHOUT_TIMESTAMP: without, bundleFolder }).sign({ pdf: await samplePdf(), identity, signedAt: new Date(office.clock.now()).toISOString(), fieldName: 'officer-1', reason: 'Ký duyệt' });

describe('What a deployment does when its timestamp authority does not answer', () => {
  it('signs without a timestamp where it says so', async () => {
    await expect(signing(SILENT, 'sign-without')).resolves.toMatchObject({ level: 'B-B' });
  });

  it('signs nothing where it says so, and asks to send the call again', async () => {
    const refusal: unknown = await signing(SILENT, 'refuse').catch((error: unknown) => error);
    expect(toProblem(refusal)).toMatchObject({ status: 503, code: 'timestamp-unavailable', mend: { vi: expect.stringContaining('Gửi lại'), en: expect.stringContaining('again') } });
  });

  it('signs with a timestamp as long as the authority answers, and without where there is none', async () => {
    await expect(signing(office.tsa.url, 'refuse')).resolves.toMatchObject({ level: 'B-T' });
    await expect(signing('none', 'refuse')).resolves.toMatchObject({ level: 'B-B' });
  });
});
