import type { SignatureVerifier, TrustTexts } from '#domain/documents/signature-report';
import { createPadesSignatureVerifier } from '#functions/adapters/pades/pades-signature-verifier';
import { createVaultTrust, type TrustInVault } from '#functions/adapters/pades/vault-trust';
import { readTrustedRoots } from '#functions/adapters/pades/verify-certificate';
import { readConfiguredLists } from '#functions/adapters/pades/verify-revocation';

/** A verifier whose roots and revocation lists lie in the vault. Without roots nobody is trusted, and every report says so. */
export function createVaultSignatureVerifier(trust: TrustInVault): SignatureVerifier {
  const read = createVaultTrust(trust);
  let opened: { readonly texts: TrustTexts; readonly verifier: SignatureVerifier } | undefined;
  return {
    verify: async (pdf, at) => {
      const texts = await read();
      if (opened?.texts !== texts) opened = { texts, verifier: verifierFor(texts) };
      return opened.verifier.verify(pdf, at);
    },
  };
}

/** @throws Error when the configuration is no PEM, or holds nothing */
export function verifierFor({ roots, lists, demandsRevocation }: TrustTexts): SignatureVerifier {
  return createPadesSignatureVerifier({ roots: readTrustedRoots(roots), ...(lists !== undefined && { lists: readConfiguredLists(lists) }), demandsRevocation });
}
