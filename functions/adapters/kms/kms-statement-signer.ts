import { createHash, createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, SignCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { StatementKey, StatementSigner } from '#domain/documents/statement';
import { rawSignature } from '#functions/adapters/kms/ecdsa-signature';

export interface StatementKeyAccess {
  readonly client: KMSClient;
  /** ARN of the cell's key for statements. */
  readonly keyId: string;
}

/** Signs with a P-256 key of KMS. The public half is asked for once in the life of a function. */
export function createKmsStatementSigner({ client, keyId }: StatementKeyAccess): StatementSigner {
  let known: Promise<StatementKey> | undefined;
  const publicKey = (): Promise<StatementKey> => {
    known ??= readPublicKey({ client, keyId });
    // What could not be had is asked for again.
    known.catch(() => (known = undefined));
    return known;
  };
  return {
    publicKey,
    sign: async (payload) => {
      const { kid } = await publicKey();
      const signed = `${base64url(JSON.stringify({ alg: 'ES256', kid }))}.${base64url(JSON.stringify(payload))}`;
      // Always the digest: a message itself may have 4,096 bytes at most.
      const Message = createHash('sha256').update(signed).digest();
      const { Signature } = await client.send(new SignCommand({ KeyId: keyId, Message, MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' }));
      if (Signature === undefined) throw new Error('KMS signed nothing');
      return `${signed}.${Buffer.from(rawSignature(Signature)).toString('base64url')}`;
    },
  };
}

async function readPublicKey({ client, keyId }: StatementKeyAccess): Promise<StatementKey> {
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (PublicKey === undefined) throw new Error('KMS gave no public key');
  const { kty, crv, x, y } = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' }).export({ format: 'jwk' });
  if (kty !== 'EC' || crv !== 'P-256' || x === undefined || y === undefined) throw new Error('The key for statements must be ECC_NIST_P256');
  // RFC 7638, §3.2: the required members alone, in this order.
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
  return { kty, crv, x, y, kid, alg: 'ES256', use: 'sig' };
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
