import type { CertificateRevocationList } from 'pkijs';
import type { SignatureVerifier } from '#domain/documents/signature-report';
import type { Vault } from '#domain/documents/vault';
import type { Temporal } from '#domain/kernel/temporal';
import { createPadesSignatureVerifier } from '#functions/adapters/pades/pades-signature-verifier';
import { readTrustedRoots } from '#functions/adapters/pades/verify-certificate';
import { readConfiguredLists } from '#functions/adapters/pades/verify-revocation';

export interface TrustInVault {
  readonly vault: Pick<Vault, 'read'>;
  /** Key of the PEM file. Nothing is overwritten in the vault, so that what was read once holds. */
  readonly rootsKey: string;
  /** Under which an operator lays the revocation lists of a day: `<folder>/2026-11-26.pem`. */
  readonly listsFolder: string;
  readonly demandsRevocation: boolean;
  readonly now: () => Temporal.Instant;
}

/** An old list still knows who was revoked by then; the newest of a month is taken, read at once. */
const DAYS_LOOKED_BACK = 31;
/** Authorities publish a list a day or a few; a function may live for hours. */
const HELD_MILLISECONDS = 60 * 60 * 1000;

/** A verifier whose roots and revocation lists lie in the vault. Without roots nobody is trusted, and every report says so. */
export function createVaultSignatureVerifier(trust: TrustInVault): SignatureVerifier {
  let held: { readonly verifier: Promise<SignatureVerifier>; readonly until: number } | undefined;
  return {
    verify: async (pdf, at) => {
      const now = trust.now().epochMilliseconds;
      if (held === undefined || held.until < now) held = { verifier: open(trust), until: now + HELD_MILLISECONDS };
      // What could not be read is asked for again.
      held.verifier.catch(() => (held = undefined));
      const verifier = await held.verifier;
      return verifier.verify(pdf, at);
    },
  };

  async function open({ vault, rootsKey, demandsRevocation }: TrustInVault): Promise<SignatureVerifier> {
    const [file, lists] = await Promise.all([vault.read(rootsKey), newestLists(trust)]);
    // A deployment may put its roots there a little later than its functions.
    if (file === undefined) held = undefined;
    return createPadesSignatureVerifier({ roots: file === undefined ? [] : readTrustedRoots(Buffer.from(file).toString('utf8')), lists, demandsRevocation });
  }
}

async function newestLists({ vault, listsFolder, now }: TrustInVault): Promise<readonly CertificateRevocationList[]> {
  const today = now().toZonedDateTimeISO('UTC').toPlainDate();
  const days = Array.from({ length: DAYS_LOOKED_BACK }, (_none, back) => today.subtract({ days: back }).toString());
  const files = await Promise.all(days.map((day) => vault.read(`${listsFolder}/${day}.pem`)));
  const newest = files.find((file) => file !== undefined);
  return newest === undefined ? [] : readConfiguredLists(Buffer.from(newest).toString('utf8'));
}
