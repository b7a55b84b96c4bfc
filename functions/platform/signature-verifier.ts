import type { SignatureVerifier } from '#domain/documents/signature-report';
import { createVaultSignatureVerifier } from '#functions/adapters/pades/vault-signature-verifier';
import { trustPlace } from '#functions/platform/signature-trust';
import type { TrustEnvironment } from '#functions/platform/trust-environment';

/** Judges by the roots and revocation lists that the deployment laid into its vault. */
export function openVerifier(environment: TrustEnvironment): SignatureVerifier {
  return createVaultSignatureVerifier(trustPlace(environment));
}
