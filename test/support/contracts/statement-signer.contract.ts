import { expect, it } from '@jest/globals';
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import type { StatementSigner } from '#domain/documents/statement';

/** What every signer of statements must keep, whatever holds its key. */
export function signsStatements(signerOf: () => StatementSigner): void {
  it('a statement verifies with the published key alone, and says what was said', async () => {
    const signer = signerOf();
    const statement = await signer.sign({ code: 'H99.001-261126-0001', giấy: ['Giấy chứng sinh'], at: '2026-11-26T01:30:00Z' });
    const { payload } = await compactVerify(statement, await importJWK({ ...(await signer.publicKey()) }));
    expect(JSON.parse(Buffer.from(payload).toString('utf8'))).toEqual({ code: 'H99.001-261126-0001', giấy: ['Giấy chứng sinh'], at: '2026-11-26T01:30:00Z' });
  });

  it('names its key by the thumbprint everybody can count', async () => {
    const signer = signerOf();
    const key = await signer.publicKey();
    expect(key.kid).toBe(await calculateJwkThumbprint({ ...key }));
    expect(decodeProtectedHeader(await signer.sign({}))).toEqual({ alg: 'ES256', kid: key.kid });
  });

  it('a statement with one letter changed verifies no more', async () => {
    const signer = signerOf();
    const [header = '', , signature = ''] = (await signer.sign({ fee: 10_000 })).split('.');
    const changed = [header, Buffer.from(JSON.stringify({ fee: 90_000 })).toString('base64url'), signature].join('.');
    await expect(compactVerify(changed, await importJWK({ ...(await signer.publicKey()) }))).rejects.toThrow('signature verification failed');
  });

  it('a long statement is signed like a short one', async () => {
    const signer = signerOf();
    const papers = Array.from({ length: 200 }, (_, index) => String(index).padStart(64, 'a'));
    await compactVerify(await signer.sign({ papers }), await importJWK({ ...(await signer.publicKey()) }));
  });
}
