import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHttpTimestampAuthority } from '#functions/adapters/timestamps/http-timestamp-authority';
import { closeServer } from '#local/servers/close-server';
import { listenLocally } from '#local/servers/listen-locally';
import { judged, testWith } from '#test/support/signing/judges';
import { openSigningOffice, type SigningOffice } from '#local/ca/signing-office';

const digest = createHash('sha256').update('gốc của ngày').digest();
let office: SigningOffice;
beforeAll(async () => {
  office = await openSigningOffice({ now: () => Date.now() });
});
afterAll(() => office.close());

describe('a timestamp', () => {
  testWith('openssl')('is verified by openssl against the root, for this digest and no other', async () => {
    const token = await createHttpTimestampAuthority({ url: office.tsa.url }).timestamp(digest);
    const verify = (of: Buffer): string => judged('openssl', { 'token.der': token, 'root.pem': office.authority.root }, (path) => ['ts', '-verify', '-digest', of.toString('hex'), '-in', path('token.der'), '-token_in', '-CAfile', path('root.pem')]);
    expect(verify(digest)).toContain('Verification: OK');
    expect(verify(createHash('sha256').update('another').digest())).toContain('Verification: FAILED');
  });

  testWith('openssl')('tells the time of the cell, also after its clock was moved', async () => {
    const now = Date.UTC(2027, 4, 3, 1, 2, 3);
    const later = await openSigningOffice({ now: () => now });
    const token = await createHttpTimestampAuthority({ url: later.tsa.url }).timestamp(digest);
    await later.close();
    expect(judged('openssl', { 'token.der': token }, (path) => ['ts', '-reply', '-in', path('token.der'), '-token_in', '-text'])).toContain('May  3 01:02:03 2027');
  });
});

describe('an authority that does not answer as it should', () => {
  async function served(answer: (asked: number, body: Buffer) => Promise<Buffer | number>): Promise<{ readonly url: string; readonly asked: () => number; close(): Promise<void> }> {
    let asked = 0;
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        asked += 1;
        void answer(asked, Buffer.concat(chunks)).then((said) => (typeof said === 'number' ? response.writeHead(said).end() : response.writeHead(200).end(said)));
      });
    });
    const port = await listenLocally(server);
    return { url: `http://127.0.0.1:${String(port)}`, asked: () => asked, close: () => closeServer(server) };
  }

  const forwarded = async (body: Buffer): Promise<Buffer> => {
    const response = await fetch(office.tsa.url, { method: 'POST', body: Uint8Array.from(body) });
    return Buffer.from(await response.arrayBuffer());
  };

  it('is asked again, and believed when it answers at last', async () => {
    const authority = await served((asked, body) => (asked < 3 ? Promise.resolve(503) : forwarded(body)));
    await expect(createHttpTimestampAuthority({ url: authority.url, pauseMilliseconds: 1 }).timestamp(digest)).resolves.toBeInstanceOf(Uint8Array);
    expect(authority.asked()).toBe(3);
    await authority.close();
  });

  it('is given up after the last try', async () => {
    const authority = await served(() => Promise.resolve(503));
    await expect(createHttpTimestampAuthority({ url: authority.url, pauseMilliseconds: 1 }).timestamp(digest)).rejects.toThrow('in 3 tries');
    expect(authority.asked()).toBe(3);
    await authority.close();
  });

  it('is not believed with a timestamp that answers somebody else\'s question', async () => {
    const kept: Buffer[] = [];
    const authority = await served(async (_, body) => {
      kept.push(await forwarded(body));
      return kept[0] ?? 500;
    });
    const asking = createHttpTimestampAuthority({ url: authority.url, tries: 1 });
    await asking.timestamp(digest);
    await expect(asking.timestamp(digest)).rejects.toMatchObject({ cause: new Error('The timestamp is about something else') });
    await authority.close();
  });

  it('is not believed with anything that is no timestamp', async () => {
    const authority = await served(() => Promise.resolve(Buffer.from('<html>')));
    await expect(createHttpTimestampAuthority({ url: authority.url, tries: 1 }).timestamp(digest)).rejects.toThrow('in 1 tries');
    await authority.close();
  });
});
