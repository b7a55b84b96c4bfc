import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { signatureReport } from '#domain/documents/signature-report';
import { openDevelopmentAuthority } from '#local/ca/development-authority';
import { trustRoots } from '#local/seed/trust-roots';
import { aCast, type Cast } from '#test/support/builders/signature-cast';
import { replaced } from '#test/support/builders/signed-pdf-builders';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';
import { samplePdf } from '#test/support/signing/sample-pdf';

const roots = z.string().includes('BEGIN CERTIFICATE');

describe('Anybody with a PDF asks whether its signatures hold', () => {
  let scenario: Scenario;
  let cast: Cast;
  beforeAll(async () => {
    scenario = await startScenario();
    cast = await aCast();
    const { root } = await openDevelopmentAuthority({ dataFolder: join(scenario.dataFolder, 'ca'), clock: scenario.cell.clock });
    await trustRoots(scenario.cell, roots.parse(root));
  }, 120_000);
  afterAll(() => scenario.stop());

  const reportOn = async (pdf: Uint8Array) => signatureReport.parse(await scenario.as(undefined).post('/v1/signature-reports', { pdf: Buffer.from(pdf).toString('base64') }));

  it('is told of a plain document that it is not signed', async () => {
    await expect(reportOn(await samplePdf())).resolves.toMatchObject({ outcome: 'unsigned', signatures: [] });
  });

  it('is told of a document signed under an authority this office does not know that who signed is not proved', async () => {
    const report = await reportOn(cast.original);
    expect(report).toMatchObject({ outcome: 'undetermined', signatures: [{ signer: 'Nguyễn Thị Ánh', faults: [{ code: 'chain-untrusted' }] }] });
  });

  it('is told of an altered document that it was altered', async () => {
    const report = await reportOn(replaced(cast.original, '/Reason (Phe duyet)', '/Reason (Tu  choi )'));
    expect(report.outcome).toBe('invalid');
    expect(report.signatures[0]?.faults.map(({ code }) => code)).toContain('bytes-changed');
  });

  it('may send four megabytes, and is told what to mend when he sends something else', async () => {
    await expect(reportOn(Buffer.alloc(4 * 1000 * 1000, 'x'))).resolves.toMatchObject({ outcome: 'undetermined' });
    const { status } = await scenario.as(undefined).call({ method: 'POST', path: '/v1/signature-reports', body: { pdf: 'không phải base64' } });
    expect(status).toBe(400);
  });
});
