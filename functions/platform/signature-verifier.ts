import type { SignatureVerifier } from '#domain/documents/signature-report';
import { createVaultSignatureVerifier } from '#functions/adapters/pades/vault-signature-verifier';
import { systemClock } from '#functions/platform/clock';
import { openVault } from '#functions/platform/document-vault';
import type { TrustEnvironment } from '#functions/platform/trust-environment';

/** Judges by the roots and revocation lists that the deployment laid into its vault. */
export function openVerifier(environment: TrustEnvironment): SignatureVerifier {
  const { TRUSTED_ROOTS_KEY: rootsKey, REVOCATION_LISTS_FOLDER: listsFolder, REVOCATION } = environment;
  return createVaultSignatureVerifier({ vault: openVault(environment), rootsKey, listsFolder, demandsRevocation: REVOCATION === 'demanded', now: systemClock });
}
