import { X509Certificate } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { flattenedVerify } from 'jose';
import type { FileSigner } from '#domain/documents/file-signer';
import type { SigningIdentity } from '#domain/documents/signing';

const scan = Buffer.from('a scan of 3 pages');

/** What every signer of files must keep; its identity has a real certificate. */
export function signsFiles(tableOf: () => { readonly signer: FileSigner; readonly identity: SigningIdentity }): void {
  const verified = async (jws: string, bytes: Uint8Array) => {
    const { identity } = tableOf();
    const [header = '', payload, signature = ''] = jws.split('.');
    expect(payload).toBe('');
    return flattenedVerify({ protected: header, payload: bytes, signature }, new X509Certificate(identity.certificates[0] ?? '').publicKey);
  };

  it('the signature verifies beside the file, by the certificates that come with it', async () => {
    const { signer, identity } = tableOf();
    const { protectedHeader } = await verified(await signer.sign({ bytes: scan, identity }), scan);
    expect(protectedHeader?.x5c).toEqual(identity.certificates.map((pem) => new X509Certificate(pem).raw.toString('base64')));
  });

  it('a changed file is found', async () => {
    const jws = await tableOf().signer.sign({ bytes: scan, identity: tableOf().identity });
    await expect(verified(jws, Buffer.from('a scan of 4 pages'))).rejects.toThrow('signature verification failed');
  });
}
