import { CreateKeyCommand, GetPublicKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { ApiClient } from '#local/api-client/api-client';
import type { CertificateRequest, DevelopmentAuthority } from '#local/ca/development-authority';
import type { SeededProvince } from '#local/seed/province';

interface SignerSeed {
  readonly administrator: ApiClient;
  readonly province: Pick<SeededProvince, 'agencies' | 'people'>;
  readonly kms: KMSClient;
  readonly authority: DevelopmentAuthority;
}

interface Signer {
  readonly identityId: string;
  readonly words: { readonly capacity: 'agency' | 'officer'; readonly agency: string; readonly officer?: string; readonly displayName: string; readonly position?: string };
  readonly subject: CertificateRequest['subject'];
}

const DOCUMENT_KEY = { TagKey: 'mot-cua:purpose', TagValue: 'document-signing' };
/** At once; each asks KMS, the authority and the API. */
const GROUP = 6;

/**
 * Gives every agency of the province its own signature and every officer his: a key in KMS, a certificate of the development
 * authority, and the entry in the register through the public API. Done twice it changes nothing.
 */
export async function seedSigners(seed: SignerSeed): Promise<void> {
  const signers = signersOf(seed.province);
  for (let at = 0; at < signers.length; at += GROUP) await Promise.all(signers.slice(at, at + GROUP).map((signer) => seedOne(seed, signer)));
}

async function seedOne({ administrator, kms, authority }: SignerSeed, { identityId, words, subject }: Signer): Promise<void> {
  const path = `/v1/signing-identities/${identityId}`;
  if ((await administrator.call({ method: 'GET', path })).status === 200) return;
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY', Description: words.displayName, Tags: [DOCUMENT_KEY] }));
  const keyId = KeyMetadata?.Arn;
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (keyId === undefined || PublicKey === undefined) throw new Error(`KMS made no key for ${identityId}`);
  const certificates = await authority.issue({ subject, publicKey: PublicKey, purpose: 'document' });
  await administrator.put(path, { ...words, keyId, certificates });
}

function signersOf({ agencies, people }: SignerSeed['province']): Signer[] {
  const nameOf = (code: string): string => agencies.find((agency) => agency.code === code)?.name.vi ?? code;
  const seals = agencies.map(({ code, name }): Signer => ({ identityId: `${code.toLowerCase()}-seal`, words: { capacity: 'agency', agency: code, displayName: name.vi }, subject: { commonName: name.vi } }));
  const officers = people.flatMap(({ id, kind, agency, displayName, roles }): Signer[] => {
    if (kind !== 'officer' || agency === undefined || !agencies.some(({ code }) => code === agency)) return [];
    const isHead = roles.some((role) => /^head-of-agency$|^one-stop-head$|^province-head$/.test(role));
    const position = isHead ? { position: 'NGƯỜI ĐỨNG ĐẦU' } : {};
    return [{ identityId: `${agency.toLowerCase()}-${id}`, words: { capacity: 'officer', agency, officer: id, displayName, ...position }, subject: { commonName: displayName, organisation: nameOf(agency) } }];
  });
  return [...seals, ...officers];
}
