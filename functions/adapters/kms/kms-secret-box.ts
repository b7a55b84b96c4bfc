import { DecryptCommand, EncryptCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { SecretBox } from '#domain/notifications/secret-box';
import { createExpiringCache } from '#functions/adapters/dynamodb/expiring-cache';

export interface KmsAccess {
  readonly client: KMSClient;
  /** Id or ARN of the cell's key. */
  readonly keyId: string;
  /** @default the machine's clock */
  readonly nowMilliseconds?: () => number;
}

/** What KMS asks three US dollars a million for need not be asked for every message. */
const OPENED_KEPT_MILLISECONDS = 5 * 60 * 1000;
const MAX_OPENED = 500;
/** The role of a function may use the key for this and nothing else. */
const PURPOSE = 'webhook-secret';

/** Seals by the cell's key; the owner is part of what is sealed, so that a copied text opens for nobody else. */
export function createKmsSecretBox({ client, keyId, nowMilliseconds = Date.now }: KmsAccess): SecretBox {
  const opened = createExpiringCache<string>({ maxEntries: MAX_OPENED, keptMilliseconds: OPENED_KEPT_MILLISECONDS, nowMilliseconds });
  return {
    seal: async (secret, owner) => {
      const { CiphertextBlob } = await client.send(new EncryptCommand({ KeyId: keyId, Plaintext: Buffer.from(secret), EncryptionContext: contextOf(owner) }));
      if (CiphertextBlob === undefined) throw new Error('KMS sealed nothing');
      return Buffer.from(CiphertextBlob).toString('base64');
    },
    open: async (sealed, owner) => {
      const known = opened.get(`${owner} ${sealed}`);
      if (known !== undefined) return known;
      const { Plaintext } = await client.send(new DecryptCommand({ KeyId: keyId, CiphertextBlob: Buffer.from(sealed, 'base64'), EncryptionContext: contextOf(owner) }));
      if (Plaintext === undefined) throw new Error('KMS opened nothing');
      const secret = Buffer.from(Plaintext).toString('utf8');
      opened.set(`${owner} ${sealed}`, secret);
      return secret;
    },
  };
}

function contextOf(owner: string): Record<string, string> {
  return { purpose: PURPOSE, owner };
}
