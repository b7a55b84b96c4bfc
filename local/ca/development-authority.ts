import { webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificate } from 'pkijs';
import { z } from 'zod';
import type { SubjectName } from '#functions/adapters/certificates/distinguished-name';
import { makeRevocationList, type RevokedByAuthority } from '#local/ca/make-revocation-list';
import { writeFileOnce } from '#local/servers/write-file-once';
import { certificateFrom, makeCertificate, pemOf, type CertificatePurpose } from '#local/ca/make-certificate';

export interface CertificateRequest {
  readonly subject: SubjectName;
  /** SubjectPublicKeyInfo in DER, e.g. what KMS gives for a key. */
  readonly publicKey: Uint8Array;
  readonly purpose: Exclude<CertificatePurpose, 'authority'>;
}

/** Issues certificates as an authority would, for development alone: nobody outside this machine trusts it. */
export interface DevelopmentAuthority {
  /** PEM. What trusts it is given this. */
  readonly root: string;
  /** PEM: the new certificate, then its issuer. */
  issue(request: CertificateRequest): Promise<readonly [string, string]>;
  /** PEM: what the issuing authority took back, good for a week from now. */
  revocationList(order: { readonly revoked: readonly RevokedByAuthority[] }): Promise<string>;
}

const DAY = 24 * 3600 * 1000;
const YEAR = 365 * DAY;
const VALID = { root: 20 * YEAR, issuing: 10 * YEAR, leaf: 3 * YEAR };
/** A day before now and a week after. */
const LIST_VALID = 8 * DAY;
const ORGANISATION = 'Một Cửa DEVELOPMENT, not for legal use';
const EC_KEY = { name: 'ECDSA', namedCurve: 'P-256' };

const storedAuthority = z.object({ root: z.string(), issuing: z.string(), issuingKey: z.string() });

/**
 * The development authority of a data folder: a root and an issuing authority below it, made on first use and kept, so that
 * what was signed verifies after a restart. The root's own key is thrown away once it has signed.
 */
export async function openDevelopmentAuthority({ dataFolder, clock }: { readonly dataFolder: string; readonly clock: { now(): number } }): Promise<DevelopmentAuthority> {
  const file = join(dataFolder, 'authority.json');
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true });
    writeFileOnce(file, JSON.stringify(await newAuthority(beginOf(clock))));
  }
  const stored = storedAuthority.parse(JSON.parse(readFileSync(file, 'utf8')));
  // For whoever looks at a signature with another program.
  writeFileOnce(join(dataFolder, 'root.pem'), stored.root);
  const issuer = certificateFrom(stored.issuing);
  const issuerKey = await webcrypto.subtle.importKey('pkcs8', Buffer.from(stored.issuingKey, 'base64'), EC_KEY, false, ['sign']);
  return {
    root: stored.root,
    issue: async ({ subject, publicKey, purpose }) => {
      const notBefore = beginOf(clock);
      const leaf = await makeCertificate({ subject: markedName(subject), publicKey, purpose, notBefore, notAfter: after(notBefore, VALID.leaf), issuer, issuerKey });
      return [pemOf(leaf), stored.issuing];
    },
    revocationList: ({ revoked }) => {
      const thisUpdate = beginOf(clock);
      return makeRevocationList({ revoked, issuer, issuerKey, thisUpdate, nextUpdate: after(thisUpdate, LIST_VALID) });
    },
  };
}

async function newAuthority(notBefore: Date): Promise<z.infer<typeof storedAuthority>> {
  const [rootKeys, issuingKeys] = await Promise.all([newKeys(), newKeys()]);
  const issuerKey = rootKeys.privateKey;
  const root = await makeCertificate({ subject: authorityName('Root'), publicKey: await publicBytes(rootKeys), purpose: 'authority', pathLength: 1, notBefore, notAfter: after(notBefore, VALID.root), issuerKey });
  const issuing: Certificate = await makeCertificate({ subject: authorityName('Issuing'), publicKey: await publicBytes(issuingKeys), purpose: 'authority', pathLength: 0, notBefore, notAfter: after(notBefore, VALID.issuing), issuer: root, issuerKey });
  const issuingKey = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', issuingKeys.privateKey)).toString('base64');
  return { root: pemOf(root), issuing: pemOf(issuing), issuingKey };
}

function authorityName(kind: 'Root' | 'Issuing'): SubjectName {
  return { country: 'VN', organisation: ORGANISATION, commonName: `DEVELOPMENT ${kind} CA, not for legal use` };
}

/** A development certificate says of itself what it is, wherever it is shown. */
function markedName(subject: SubjectName): SubjectName {
  return { country: 'VN', ...subject, organisation: `${subject.organisation === undefined ? '' : `${subject.organisation}, `}DEVELOPMENT, not for legal use` };
}

/** A day before now, by the earlier of the cell's clock, which may have been moved, and the machine's: other tools ask the latter. */
function beginOf(clock: { now(): number }): Date {
  return after(new Date(Math.min(clock.now(), Date.now())), -DAY);
}

function after(instant: Date, milliseconds: number): Date {
  return new Date(instant.getTime() + milliseconds);
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(EC_KEY, true, ['sign', 'verify']);
}

async function publicBytes({ publicKey }: webcrypto.CryptoKeyPair): Promise<Uint8Array> {
  return new Uint8Array(await webcrypto.subtle.exportKey('spki', publicKey));
}
