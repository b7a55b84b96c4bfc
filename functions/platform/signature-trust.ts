import type { TrustTexts } from '#domain/documents/signature-report';
import { createVaultTrust, type TrustInVault } from '#functions/adapters/pades/vault-trust';
import { systemClock } from '#functions/platform/clock';
import { openVault } from '#functions/platform/document-vault';
import type { TrustEnvironment } from '#functions/platform/trust-environment';

/** Where the deployment laid its roots and revocation lists. */
export function trustPlace(environment: TrustEnvironment): TrustInVault {
  const { TRUSTED_ROOTS_KEY: rootsKey, REVOCATION_LISTS_FOLDER: listsFolder, REVOCATION } = environment;
  return { vault: openVault(environment), rootsKey, listsFolder, demandsRevocation: REVOCATION === 'demanded', now: systemClock };
}

/** Reads them, for a function that does not judge by itself. */
export function openTrust(environment: TrustEnvironment): () => Promise<TrustTexts> {
  return createVaultTrust(trustPlace(environment));
}
