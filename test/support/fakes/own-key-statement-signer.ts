import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair } from 'jose';
import type { StatementKey, StatementSigner } from '#domain/documents/statement';

/** Signs with a key of its own, made when it is first needed and lost with the test. */
export function createOwnKeyStatementSigner(): StatementSigner {
  const pair = generateKeyPair('ES256', { extractable: true });
  const publicKey = async (): Promise<StatementKey> => {
    const { x = '', y = '' } = await exportJWK((await pair).publicKey);
    const kid = await calculateJwkThumbprint({ kty: 'EC', crv: 'P-256', x, y });
    return { kty: 'EC', crv: 'P-256', x, y, kid, alg: 'ES256', use: 'sig' };
  };
  return {
    publicKey,
    sign: async (payload) => {
      const { kid } = await publicKey();
      return new CompactSign(Buffer.from(JSON.stringify(payload))).setProtectedHeader({ alg: 'ES256', kid }).sign((await pair).privateKey);
    },
  };
}
