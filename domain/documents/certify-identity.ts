import type { CertificateFacts } from '#domain/documents/certificate-reader';
import type { IdentityBody, RegisteredIdentity } from '#domain/documents/signing-identity';
import type { SigningKeyFacts } from '#domain/documents/signing-key-reader';
import { DomainError } from '#domain/kernel/domain-error';

export interface IdentityProof {
  readonly key: SigningKeyFacts | undefined;
  readonly certificates: readonly (CertificateFacts | undefined)[];
  /** ISO instant. */
  readonly now: string;
}

type Certified = Pick<RegisteredIdentity, 'keyId' | 'algorithm' | 'validFrom' | 'validUntil'>;

/**
 * What the key and the certificates prove of an identity.
 * @throws DomainError `signing-key-not-found`, or `certificates-not-usable` naming each certificate at fault
 */
export function certifyIdentity(body: Pick<IdentityBody, 'certificates'>, { key, certificates, now }: IdentityProof): Certified {
  if (key === undefined) {
    throw new DomainError({
      kind: 'rule-broken',
      code: 'signing-key-not-found',
      mend: {
        vi: 'Không có khoá này, hoặc khoá thiếu nhãn mot-cua:purpose = document-signing, hoặc không phải loại khoá dùng để ký ở đây (ECC_NIST_P256, RSA từ 2048 bit); hãy kiểm tra lại khoá.',
        en: 'There is no such key, or it lacks the tag mot-cua:purpose = document-signing, or is of a kind that does not sign here (ECC_NIST_P256, RSA of 2048 bits or more); check the key.',
      },
      fields: [{ pointer: '/keyId', problem: 'not usable for documents' }],
    });
  }
  const fields = body.certificates.flatMap((_pem, index) => faultsOf(certificates[index], { index, key, now }).map((problem) => ({ pointer: `/certificates/${String(index)}`, problem })));
  const [own] = certificates;
  if (fields.length > 0 || own === undefined) {
    throw new DomainError({
      kind: 'rule-broken',
      code: 'certificates-not-usable',
      mend: {
        vi: 'Gửi chứng thư số còn hiệu lực của chính khoá này, cho phép ký, rồi lần lượt các chứng thư của nơi cấp, không kèm chứng thư gốc.',
        en: 'Send the certificate of this very key, in force and meant for signing, then those of its issuers one after the other, without the root.',
      },
      fields,
    });
  }
  return { keyId: key.keyId, algorithm: key.algorithm, validFrom: own.validFrom, validUntil: own.validUntil };
}

function faultsOf(facts: CertificateFacts | undefined, { index, key, now }: { readonly index: number; readonly key: SigningKeyFacts; readonly now: string }): string[] {
  if (facts === undefined) return ['cannot be read'];
  const isOwn = index === 0;
  const found: readonly (readonly [fault: boolean, problem: string])[] = [
    [isOwn && facts.publicKey !== key.publicKey, 'is of another key'],
    [isOwn && facts.isAuthority, 'is an authority\'s'],
    [isOwn && !facts.maySign, 'is not meant for signing'],
    [!isOwn && !facts.isAuthority, 'is no authority\'s'],
    [facts.validUntil <= now, 'is no longer in force'],
    [facts.isSelfSigned, 'is self-signed'],
    [!facts.isIssuedByNext, 'was not issued by the next one'],
  ];
  return found.flatMap(([fault, problem]) => (fault ? [problem] : []));
}
