import type { SignatureVerifier } from '#domain/documents/signature-report';
import type { Vault } from '#domain/documents/vault';
import { createPadesSignatureVerifier } from '#functions/adapters/pades/pades-signature-verifier';
import { readTrustedRoots } from '#functions/adapters/pades/verify-certificate';

export interface RootsInVault {
  readonly vault: Pick<Vault, 'read'>;
  /** Key of the PEM file. Nothing is overwritten in the vault, so that what was read once holds. */
  readonly rootsKey: string;
}

/** A verifier whose trusted roots lie in the vault. Without the file nobody is trusted, and every report says so. */
export function createVaultSignatureVerifier({ vault, rootsKey }: RootsInVault): SignatureVerifier {
  let opened: Promise<SignatureVerifier> | undefined;
  const open = async (): Promise<SignatureVerifier> => {
    const file = await vault.read(rootsKey);
    // A deployment may put its roots there a little later than its functions.
    if (file === undefined) opened = undefined;
    return createPadesSignatureVerifier({ roots: file === undefined ? [] : readTrustedRoots(Buffer.from(file).toString('utf8')) });
  };
  return {
    verify: async (pdf, at) => {
      opened ??= open();
      // What could not be read is asked for again.
      opened.catch(() => (opened = undefined));
      const verifier = await opened;
      return verifier.verify(pdf, at);
    },
  };
}
