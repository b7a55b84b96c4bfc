import { constants, createECDH, createPrivateKey, privateEncrypt, randomBytes } from 'node:crypto';
import { Integer, Sequence } from 'asn1js';
import type { StoredKey } from './signing-keys.ts';

/** The order of the group of NIST P-256: SP 800-186, §3.2.1.3. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
/** DigestInfo of SHA-256 up to the digest itself: RFC 8017, §9.2, note 1. */
const SHA_256_DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/**
 * Signs a SHA-256 digest as KMS does with `MessageType` DIGEST: Node's own `sign` hashes what it is given, so RSA signs the
 * padded DigestInfo and ECDSA is counted here. It does not run in constant time: good for a development cell, for nothing else.
 */
export function signDigest({ spec, privateKey }: Pick<StoredKey, 'spec' | 'privateKey'>, digest: Buffer): Buffer {
  if (spec === 'ECC_NIST_P256') return signByEcdsa(privateKey, digest);
  return privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.concat([SHA_256_DIGEST_INFO, digest]));
}

function signByEcdsa(privateKey: string, digest: Buffer): Buffer {
  const secret = numberOf(Buffer.from(createPrivateKey(privateKey).export({ format: 'jwk' }).d ?? '', 'base64url'));
  for (;;) {
    const nonce = randomBytes(32);
    const k = numberOf(nonce);
    if (k === 0n || k >= ORDER) continue;
    const ephemeral = createECDH('prime256v1');
    ephemeral.setPrivateKey(nonce);
    // An uncompressed point: 04, x, y.
    const r = numberOf(ephemeral.getPublicKey().subarray(1, 33)) % ORDER;
    const s = (inverseOf(k) * (numberOf(digest) + r * secret)) % ORDER;
    if (r !== 0n && s !== 0n) return Buffer.from(new Sequence({ value: [Integer.fromBigInt(r), Integer.fromBigInt(s)] }).toBER());
  }
}

function numberOf(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}

/** By Fermat: the order is a prime. */
function inverseOf(number: bigint): bigint {
  let [result, base, exponent] = [1n, number % ORDER, ORDER - 2n];
  for (; exponent > 0n; exponent >>= 1n) {
    if ((exponent & 1n) === 1n) result = (result * base) % ORDER;
    base = (base * base) % ORDER;
  }
  return result;
}
