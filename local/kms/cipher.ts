import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

interface Plain {
  readonly plain: Buffer;
  readonly keyId: string;
  readonly context: Readonly<Record<string, string>>;
}

/** AES-256-GCM under a key of its own for each key id, with the context authenticated: key id, IV, tag and text in one. */
export function sealText(master: Buffer, { plain, keyId, context }: Plain): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(master, keyId), iv).setAAD(aad(context));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  const name = Buffer.from(keyId);
  return Buffer.concat([Buffer.from([name.length >> 8, name.length & 0xff]), name, iv, cipher.getAuthTag(), text]);
}

/** Undefined for anything that was not sealed here under the same context. */
export function openText(master: Buffer, { sealed, context }: { readonly sealed: Buffer; readonly context: Plain['context'] }): Omit<Plain, 'context'> | undefined {
  try {
    const nameEnd = 2 + sealed.readUInt16BE(0);
    const keyId = sealed.subarray(2, nameEnd).toString('utf8');
    const tagEnd = nameEnd + IV_BYTES + TAG_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', keyOf(master, keyId), sealed.subarray(nameEnd, nameEnd + IV_BYTES))
      .setAAD(aad(context))
      .setAuthTag(sealed.subarray(nameEnd + IV_BYTES, tagEnd));
    return { keyId, plain: Buffer.concat([decipher.update(sealed.subarray(tagEnd)), decipher.final()]) };
  } catch {
    return undefined;
  }
}

function keyOf(master: Buffer, keyId: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, '', keyId, KEY_BYTES));
}

function aad(context: Plain['context']): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).toSorted(([one], [other]) => (one < other ? -1 : 1))));
}
