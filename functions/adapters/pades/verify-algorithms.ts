import { constants, verify, type KeyObject } from 'node:crypto';
import { RSASSAPSSParams, type AlgorithmIdentifier } from 'pkijs';

export type StrongHash = 'sha256' | 'sha384' | 'sha512';

const HASHES: Readonly<Record<string, StrongHash>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
/** Signature algorithms that name their hash; RFC 5754 lets a signer name the bare key's algorithm instead. */
const SIGNATURES: Readonly<Record<string, { readonly key: 'rsa' | 'ec'; readonly hash: StrongHash }>> = {
  '1.2.840.113549.1.1.11': { key: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', hash: 'sha512' },
  '1.2.840.10045.4.3.2': { key: 'ec', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', hash: 'sha512' },
};
const BARE_KEYS: Readonly<Record<string, 'rsa' | 'ec'>> = { '1.2.840.113549.1.1.1': 'rsa', '1.2.840.10045.2.1': 'ec' };
const RSA_PSS = '1.2.840.113549.1.1.10';

/** Below it a key can be broken by whoever pays for it (NIST SP 800-131A). */
const LEAST_RSA_BITS = 2048;
const STRONG_CURVES = new Set(['prime256v1', 'secp384r1', 'secp521r1', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1']);

/** How a signature is to be verified. */
interface Scheme {
  readonly key: 'rsa' | 'ec';
  readonly hash: StrongHash;
  readonly pssSaltLength?: number;
}

/** The hash of an object identifier, or nothing when it is unknown or no longer safe (MD5, SHA-1, SHA-224). */
export function strongHash(algorithm: AlgorithmIdentifier): StrongHash | undefined {
  return HASHES[algorithm.algorithmId];
}

/** Whether a key is long enough, or on a curve that is. */
export function isStrongKey(key: KeyObject): boolean {
  const details = key.asymmetricKeyDetails;
  switch (key.asymmetricKeyType) {
    case 'rsa':
    case 'rsa-pss':
      return (details?.modulusLength ?? 0) >= LEAST_RSA_BITS;
    case 'ec':
      return STRONG_CURVES.has(details?.namedCurve ?? '');
    default:
      return false;
  }
}

/** Whether an algorithm by which a certificate or a list was signed is still safe. */
export function isStrongSignature(algorithm: AlgorithmIdentifier): boolean {
  return schemeOf(algorithm) !== undefined;
}

export interface SignedBytes {
  readonly algorithm: AlgorithmIdentifier;
  /** The hash told beside the signature, for algorithms that do not name theirs. */
  readonly hash?: StrongHash;
  readonly key: KeyObject;
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
}

/** Verifies one signature; what uses an algorithm or a key that is no longer safe is not even counted. */
export function verifySignedBytes({ algorithm, hash, key, data, signature }: SignedBytes): 'good' | 'wrong' | 'weak' {
  const scheme = schemeOf(algorithm, hash);
  if (scheme === undefined || !isStrongKey(key)) return 'weak';
  if (!(key.asymmetricKeyType ?? '').startsWith(scheme.key)) return 'wrong';
  const padding =
    scheme.pssSaltLength === undefined
      ? { padding: constants.RSA_PKCS1_PADDING }
      : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.pssSaltLength };
  try {
    return verify(scheme.hash, data, scheme.key === 'rsa' ? { key, ...padding } : { key, dsaEncoding: 'der' }, signature) ? 'good' : 'wrong';
  } catch {
    return 'wrong';
  }
}

function schemeOf(algorithm: AlgorithmIdentifier, hash?: StrongHash): Scheme | undefined {
  const { algorithmId } = algorithm;
  if (algorithmId === RSA_PSS) return pssScheme(algorithm);
  const bare = BARE_KEYS[algorithmId];
  if (bare !== undefined) return hash === undefined ? undefined : { key: bare, hash };
  return SIGNATURES[algorithmId];
}

function pssScheme(algorithm: AlgorithmIdentifier): Scheme | undefined {
  try {
    const parameters = new RSASSAPSSParams({ schema: algorithm.algorithmParams });
    const hash = strongHash(parameters.hashAlgorithm);
    return hash === undefined ? undefined : { key: 'rsa', hash, pssSaltLength: parameters.saltLength };
  } catch {
    return undefined;
  }
}
