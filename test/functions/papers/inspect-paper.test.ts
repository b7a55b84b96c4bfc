import '#test/functions/platform/quiet';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { limitsOf } from '#domain/procedures/paper-limits';
import { inspectPaper } from '#functions/papers/inspect-paper/inspect-paper';
import { closeServer } from '#local/servers/close-server';
import { listenLocally } from '#local/servers/listen-locally';
import { anAuthority } from '#test/support/builders/authority-builders';
import { aCast, type Cast } from '#test/support/builders/signature-cast';
import { aPlainPdf, replaced } from '#test/support/builders/signed-pdf-builders';

let served: Buffer;
let server: Server;
let url: string;
let cast: Cast;

beforeAll(async () => {
  cast = await aCast();
  server = createServer((_request, response) => response.end(served));
  url = `http://127.0.0.1:${String(await listenLocally(server, 0))}/paper`;
});
afterAll(() => closeServer(server));

async function looked(pdf: Buffer, trust: { readonly roots: string; readonly lists?: string } | 'nobody asks' = { roots: cast.authority.rootPem }) {
  served = pdf;
  const expected = { url, sizeBytes: pdf.length, sha256: createHash('sha256').update(pdf).digest('hex'), contentType: 'application/pdf', allowedTypes: ['application/pdf'], limits: limitsOf(undefined) };
  return inspectPaper({ ...expected, ...(trust !== 'nobody asks' && { trust: { ...trust, demandsRevocation: false, at: '2026-11-27T01:00:00.000Z' } }) });
}

describe('Whoever looks into a paper tells of its signatures too', () => {
  it('that they hold, that they do not, or that there are none', async () => {
    await expect(looked(cast.original)).resolves.toMatchObject({ reasons: [], signatures: 'valid' });
    await expect(looked(replaced(cast.original, '/Reason (Phe duyet)', '/Reason (Tu  choi )'))).resolves.toMatchObject({ reasons: [], signatures: 'invalid' });
    await expect(looked(cast.original, { roots: (await anAuthority('Không ai biết')).rootPem })).resolves.toMatchObject({ reasons: [], signatures: 'invalid' });
    await expect(looked(await aPlainPdf())).resolves.toMatchObject({ reasons: [], signatures: 'none' });
  });

  it('that nothing can be told where no authority is known yet', async () => {
    await expect(looked(cast.original, { roots: '' })).resolves.toMatchObject({ reasons: [], signatures: 'undetermined' });
  });

  it('nothing where nobody asked, and nothing where the lists he was given are broken: the paper is good all the same', async () => {
    const unasked = await looked(cast.original, 'nobody asks');
    expect(unasked).not.toHaveProperty('signatures');
    await expect(looked(cast.original, { roots: cast.authority.rootPem, lists: 'không phải PEM' })).resolves.toEqual(unasked);
  });
});
